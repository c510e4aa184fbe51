using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Undercurrent.Execution;

/// <summary>
/// The one text of a JSON value, however it was written: no whitespace, members in the order of their names' bytes,
/// numbers as <see cref="CanonicalNumber"/> has them, strings with no escape that isn't needed. Of members of the same name
/// the last one counts, as it does for who reads them into a type. Equal values have equal texts, different ones different.
/// </summary>
/// <remarks>A string that is no valid Unicode has no value to compare by; it stands as it was written, behind a '!'.</remarks>
internal static class CanonicalJson
{
    private static readonly SearchValues<byte> NeedEscapes = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(code => (byte)code)]);

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var output = new ByteBuffer();
        reader.Read();
        Write(ref reader, output);
        return reader.Read() ? throw new JsonException("There is more than one value.") : output.Written.ToArray();
    }

    /// <summary>Writes the value that the reader stands on, and leaves it on the last token of that.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static void Write(ref Utf8JsonReader reader, ByteBuffer output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, output);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, output);
                break;
            case JsonTokenType.String:
                WriteString(ref reader, output);
                break;
            case JsonTokenType.Number:
                CanonicalNumber.Write(reader.ValueSpan, output);
                break;
            default:
                // true, false and null have one spelling only.
                output.Append(reader.ValueSpan);
                break;
        }
    }

    private static void WriteArray(ref Utf8JsonReader reader, ByteBuffer output)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        output.Append((byte)'[');
        for (var isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            if (!isFirst)
            {
                output.Append((byte)',');
            }

            Write(ref reader, output);
        }

        output.Append((byte)']');
    }

    private static void WriteObject(ref Utf8JsonReader reader, ByteBuffer output)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        output.Append((byte)'{');
        var start = output.Length;
        var members = new List<Member>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = output.Length;
            WriteString(ref reader, output);
            var value = output.Length;
            output.Append((byte)':');
            reader.Read();
            Write(ref reader, output);
            members.Add(new Member(name - start, value - name, output.Length - name));
        }

        if (members.Count > 1)
        {
            Sort(members, start, output);
        }

        output.Append((byte)'}');
    }

    private static void Sort(List<Member> members, int start, ByteBuffer output)
    {
        var length = output.Length - start;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        output.Written[start..].CopyTo(rented);
        output.CutTo(start);

        // What was written later stands later and so, of the same name, last.
        members.Sort((one, other) => NameOf(one).SequenceCompareTo(NameOf(other)) is var order and not 0 ? order : one.Start.CompareTo(other.Start));
        for (var index = 0; index < members.Count; index++)
        {
            var member = members[index];
            if (index + 1 < members.Count && NameOf(member).SequenceEqual(NameOf(members[index + 1])))
            {
                continue;
            }

            if (output.Length > start)
            {
                output.Append((byte)',');
            }

            output.Append(rented.AsSpan(member.Start, member.Length));
        }

        ArrayPool<byte>.Shared.Return(rented);

        ReadOnlySpan<byte> NameOf(Member member) => rented.AsSpan(member.Start, member.NameLength);
    }

    // A string, or the name of a member.
    private static void WriteString(ref Utf8JsonReader reader, ByteBuffer output)
    {
        var raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            if (Utf8.IsValid(raw))
            {
                WriteText(raw, output);
            }
            else
            {
                WriteRaw(raw, output);
            }

            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            WriteText(rented.AsSpan(0, reader.CopyString(rented)), output);
        }
        catch (InvalidOperationException)
        {
            WriteRaw(raw, output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void WriteText(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        output.Append((byte)'"');
        while (text.IndexOfAny(NeedEscapes) is >= 0 and var next)
        {
            output.Append(text[..next]);
            output.Append((byte)'\\');
            if (text[next] < 0x20)
            {
                output.Append("u00"u8);
                text[next].TryFormat(output.Reserve(2), out _, "x2", System.Globalization.CultureInfo.InvariantCulture);
            }
            else
            {
                output.Append(text[next]);
            }

            text = text[(next + 1)..];
        }

        output.Append(text);
        output.Append((byte)'"');
    }

    private static void WriteRaw(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        output.Append("!\""u8);
        output.Append(raw);
        output.Append((byte)'"');
    }

    // Where a member stands behind the object's brace, and how much of it is its name.
    private readonly record struct Member(int Start, int NameLength, int Length);
}
