using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// Computes the key by which a call's result is kept: SHA-256 over the task's name as far as the scope goes, the version,
/// the inputs as canonical JSON but for those that are ignored, and the values of the context keys that the policy varies by.
/// Nothing else of the context is in it (rule N1).
/// </summary>
internal static class CacheKeys
{
    // Changes with anything below: entries of before are not found then.
    private const byte Format = 1;

    private const int KeptCapacity = 64 * 1024;

    [ThreadStatic]
    private static ByteBuffer? _buffer;

    /// <summary>Null when the inputs are no JSON: a converter of the user's may write anything. Such a call is not cached.</summary>
    public static CacheKey? Of(ActionCall call, TaskDefinition task)
    {
        var buffer = _buffer ?? new ByteBuffer();
        _buffer = null;
        buffer.CutTo(0);
        try
        {
            Write(call, task, buffer);
            return CacheKey.Hash(buffer.Written);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            _buffer = buffer.Capacity <= KeptCapacity ? buffer : null;
        }
    }

    // Each part has its length before it: no two calls run together to the same bytes.
    private static void Write(ActionCall call, TaskDefinition task, ByteBuffer buffer)
    {
        var policy = task.Options.Cache;
        buffer.Append(Format);
        buffer.Append((byte)policy.Scope);
        Write(policy.Scope == CacheScope.Everything ? task.Name.AsSpan(task.Environment.Name.Length + 1) : task.Name, buffer);
        Write(policy.Version, buffer);
        if (policy.Scope == CacheScope.Run)
        {
            Write(call.RunId.Value, buffer);
        }

        WriteInputs(call, task, buffer);
        foreach (var key in policy.VariesBy)
        {
            Write(key, buffer);
            WriteValue(key, call.Context, buffer);
        }
    }

    private static void WriteInputs(ActionCall call, TaskDefinition task, ByteBuffer buffer)
    {
        var reader = new Utf8JsonReader(call.Inputs.Span, task.Environment.JsonReading);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The inputs are no array.");
        }

        for (var position = 0; position < task.Inputs.Count; position++)
        {
            if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
            {
                throw new JsonException("There are too few inputs.");
            }

            if (task.Options.Cache.IgnoreInputs.Contains(task.Inputs[position].Name))
            {
                reader.Skip();
                continue;
            }

            buffer.Append((byte)position);
            var start = buffer.Length;
            buffer.Reserve(sizeof(int));
            CanonicalJson.Write(ref reader, buffer);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.At(start, sizeof(int)), buffer.Length - start - sizeof(int));
        }

        buffer.Append(byte.MaxValue);
    }

    // Not by the indexer: that is for bodies, and what they read is noted.
    private static void WriteValue(string key, CustomContext context, ByteBuffer buffer)
    {
        foreach (var entry in context.EntrySpan)
        {
            if (entry.Key == key)
            {
                buffer.Append(1);
                Write(entry.Value, buffer);
                return;
            }
        }

        buffer.Append(0);
    }

    private static void Write(ReadOnlySpan<char> text, ByteBuffer buffer)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Reserve(sizeof(int)), length);
        Encoding.UTF8.GetBytes(text, buffer.Reserve(length));
    }
}
