using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>Reads and writes <see cref="CapturedContext"/>, checking every key and value on the way in.</summary>
internal sealed class CapturedContextConverter : JsonConverter<CapturedContext>
{
    private const int Version = 1;

    private static readonly ContextLimits Widest = new() { MaxKeys = 1024, MaxBytes = 65_536 };

    public static StoredContext ToStored(CustomContext context) => new(Version, context.AllEntries, context.Removed);

    public static CapturedContext FromStored(StoredContext? stored, ContextLimits limits)
    {
        if (stored is not { Version: Version, Entries: not null, Removed: not null })
        {
            throw new JsonException($"A captured context has the members Version ({Version}), Entries and Removed.");
        }

        var size = 0;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in stored.Entries)
        {
            var valueSize = CheckEntry(entry);
            if (!keys.Add(entry.Key))
            {
                throw new JsonException($"A captured context has each key once; this has '{entry.Key}' twice.");
            }

            size += Encoding.UTF8.GetByteCount(entry.Key) + valueSize;
            ContextRules.CheckTotals(entry.Key, keys.Count, size, limits);
        }

        foreach (var entry in stored.Removed)
        {
            CheckEntry(entry);
        }

        return new CapturedContext(new CustomContext([.. stored.Entries], [.. stored.Removed], size, limits));
    }

    /// <summary>For what was checked where it was set, perhaps under wider limits: it keeps the default ones when it fits them.</summary>
    public static CapturedContext FromStored(StoredContext? stored)
    {
        var captured = FromStored(stored, Widest);
        var fits = captured.Context.Count <= ContextLimits.Default.MaxKeys && captured.Context.SizeInBytes <= ContextLimits.Default.MaxBytes;
        return fits ? new CapturedContext(captured.Context.WithLimits(ContextLimits.Default)) : captured;
    }

    public override CapturedContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromStored(JsonSerializer.Deserialize<StoredContext>(ref reader));

    public override void Write(Utf8JsonWriter writer, CapturedContext value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, ToStored(value.Context));

    // All of an entry is checked, what it overrode too: it is packed and sent on with the next call.
    private static int CheckEntry(ContextEntry? entry)
    {
        if (entry is not { Key: not null, Value: not null, Origin: not null }
            || entry.Overrode is { } overrode && (overrode.Key != entry.Key || overrode is not { Value: not null, Origin: not null }))
        {
            throw new JsonException("Each entry of a captured context has a Key, a Value and an Origin, and so has what it overrode.");
        }

        ContextRules.CheckKey(entry.Key);
        return ContextRules.CheckValue(entry.Key, entry.Value);
    }
}
