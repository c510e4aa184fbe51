using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Undercurrent;

/// <summary>
/// The packed form of a context: a version byte, the table of origins, the entries, the removed entries. Lengths are
/// 7-bit variable integers, strings UTF-8. Version 2 has the sensitive keys behind that; it is written only where there are any. Origins stand in a table because one launch or scope sets several keys.
/// </summary>
internal static class ContextCodec
{
    private const byte Version = 1;
    private const byte VersionWithSensitive = 2;

    public static byte[] Encode(CustomContext context)
    {
        var origins = new List<ContextOrigin>();
        foreach (var entry in context.AllEntries.Concat(context.Removed))
        {
            AddOrigin(origins, entry.Origin);
            AddOrigin(origins, entry.Overrode?.Origin);
        }

        var writer = new PackedWriter(64 + (context.SizeInBytes * 2));
        var sensitive = context.AllEntries.Concat(context.Removed).Where(entry => entry.IsSensitive).Select(entry => entry.Key).Distinct().ToArray();
        writer.Byte(sensitive.Length == 0 ? Version : VersionWithSensitive);
        writer.Number(origins.Count);
        foreach (var origin in origins)
        {
            WriteOrigin(ref writer, origin);
        }

        WriteEntries(ref writer, context.AllEntries, origins);
        WriteEntries(ref writer, context.Removed, origins);
        if (sensitive.Length > 0)
        {
            writer.Number(sensitive.Length);
            foreach (var key in sensitive)
            {
                writer.Text(key);
            }
        }

        return writer.ToArray();
    }

    /// <exception cref="FormatException">The bytes are no packed context.</exception>
    public static CustomContext Decode(ReadOnlySpan<byte> packed, ContextLimits limits)
    {
        var reader = new PackedReader(packed);
        var version = reader.Byte();
        if (version is not (Version or VersionWithSensitive))
        {
            throw new FormatException($"The packed custom context has version {version}; this program reads versions up to {VersionWithSensitive}. Run the same product version everywhere.");
        }

        var origins = new ContextOrigin[reader.Count()];
        for (var index = 0; index < origins.Length; index++)
        {
            origins[index] = ReadOrigin(ref reader);
        }

        var entries = ReadEntries(ref reader, origins);
        var removed = ReadEntries(ref reader, origins);
        if (version == VersionWithSensitive)
        {
            var sensitive = new HashSet<string>(StringComparer.Ordinal);
            for (var count = reader.Count(); count > 0; count--)
            {
                sensitive.Add(reader.Text());
            }

            Mark(entries, sensitive);
            Mark(removed, sensitive);
        }

        reader.End();
        var size = entries.Sum(entry => entry.Key.Length + Encoding.UTF8.GetByteCount(entry.Value));
        return new CustomContext(entries, removed, size, ContextLimits.Default).WithLimits(limits);
    }

    /// <summary>SHA-256 over the entries sorted by key, every string with its length before it.</summary>
    public static byte[] HashContent(ContextEntry[] entries)
    {
        var writer = new PackedWriter(256);
        foreach (var entry in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Text(entry.Key);
            writer.Text(entry.Value);
        }

        return SHA256.HashData(writer.Written);
    }

    private static void AddOrigin(List<ContextOrigin> origins, ContextOrigin? origin)
    {
        if (origin is not null && !origins.Contains(origin))
        {
            origins.Add(origin);
        }
    }

    private static void WriteOrigin(ref PackedWriter writer, ContextOrigin origin)
    {
        writer.Byte((byte)origin.Kind);
        writer.OptionalText(origin.LaunchedBy);
        writer.OptionalText(origin.RunId?.Value);
        writer.OptionalText(origin.ActionId?.ToString());
        writer.OptionalText(origin.Task);
        writer.OptionalText(origin.File);
        writer.Number(Math.Max(origin.Line, 0));
    }

    private static ContextOrigin ReadOrigin(ref PackedReader reader) => new()
    {
        Kind = (ContextOriginKind)reader.Byte(),
        LaunchedBy = reader.OptionalText(),
        RunId = reader.OptionalText() is { } run ? RunId.Parse(run) : null,
        ActionId = reader.OptionalText() is { } action ? ActionId.Parse(action) : null,
        Task = reader.OptionalText(),
        File = reader.OptionalText(),
        Line = reader.Number(),
    };

    private static void WriteEntries(ref PackedWriter writer, IReadOnlyList<ContextEntry> entries, List<ContextOrigin> origins)
    {
        writer.Number(entries.Count);
        foreach (var entry in entries)
        {
            writer.Text(entry.Key);
            writer.Text(entry.Value);
            writer.Number(origins.IndexOf(entry.Origin));
            writer.OptionalText(entry.Overrode?.Value);
            if (entry.Overrode is { } overrode)
            {
                writer.Number(origins.IndexOf(overrode.Origin));
            }
        }
    }

    private static ContextEntry[] ReadEntries(ref PackedReader reader, ContextOrigin[] origins)
    {
        var entries = new ContextEntry[reader.Count()];
        for (var index = 0; index < entries.Length; index++)
        {
            var key = reader.Text();
            var value = reader.Text();
            var origin = Origin(origins, reader.Number());
            var overrode = reader.OptionalText() is { } old ? new ContextEntry(key, old, Origin(origins, reader.Number())) : null;
            entries[index] = new ContextEntry(key, value, origin, overrode);
        }

        return entries;
    }

    private static void Mark(ContextEntry[] entries, HashSet<string> sensitive)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index] = sensitive.Contains(entries[index].Key) ? entries[index].AsSensitive() : entries[index];
        }
    }

    private static ContextOrigin Origin(ContextOrigin[] origins, int index) => index < origins.Length
        ? origins[index]
        : throw new FormatException($"The packed custom context names origin {index} of {origins.Length}.");

    private ref struct PackedWriter(int capacity)
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(capacity);

        public readonly ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

        public readonly void Byte(byte value)
        {
            _buffer.GetSpan(1)[0] = value;
            _buffer.Advance(1);
        }

        public readonly void Number(int value)
        {
            var rest = (uint)value;
            while (rest >= 0x80)
            {
                Byte((byte)(rest | 0x80));
                rest >>= 7;
            }

            Byte((byte)rest);
        }

        public readonly void Text(string text)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            Number(length);
            _buffer.Advance(Encoding.UTF8.GetBytes(text, _buffer.GetSpan(length)));
        }

        public readonly void OptionalText(string? text)
        {
            Byte(text is null ? (byte)0 : (byte)1);
            if (text is not null)
            {
                Text(text);
            }
        }

        public readonly byte[] ToArray() => Written.ToArray();
    }

    private ref struct PackedReader(ReadOnlySpan<byte> packed)
    {
        private ReadOnlySpan<byte> _rest = packed;

        public byte Byte() => Take(1)[0];

        public int Number()
        {
            var value = 0u;
            for (var shift = 0; shift < 35; shift += 7)
            {
                var part = Byte();
                value |= (uint)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value <= int.MaxValue ? (int)value : throw Broken();
                }
            }

            throw Broken();
        }

        // A count can't be larger than what is left to read: a broken one must not allocate gigabytes.
        public int Count() => Number() is var count && count <= _rest.Length ? count : throw Broken();

        public string Text() => Encoding.UTF8.GetString(Take(Number()));

        public string? OptionalText() => Byte() == 0 ? null : Text();

        public readonly void End()
        {
            if (!_rest.IsEmpty)
            {
                throw Broken();
            }
        }

        private ReadOnlySpan<byte> Take(int length)
        {
            if (length > _rest.Length)
            {
                throw Broken();
            }

            var taken = _rest[..length];
            _rest = _rest[length..];
            return taken;
        }

        private static FormatException Broken() => new("The packed custom context is cut off or damaged.");
    }
}
