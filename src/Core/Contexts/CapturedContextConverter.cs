using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>Reads and writes <see cref="CapturedContext"/>, checking every key and value on the way in.</summary>
internal sealed class CapturedContextConverter : JsonConverter<CapturedContext>
{
    private const int Version = 1;

    public static StoredContext ToStored(CustomContext context) => new(Version, context.Entries, context.Removed);

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
            if (entry is not { Key: not null, Value: not null, Origin: not null } || !keys.Add(entry.Key))
            {
                throw new JsonException("Each entry of a captured context has a Key of its own, a Value and an Origin.");
            }

            ContextRules.CheckKey(entry.Key);
            size += Encoding.UTF8.GetByteCount(entry.Key) + ContextRules.CheckValue(entry.Key, entry.Value);
            ContextRules.CheckTotals(entry.Key, keys.Count, size, limits);
        }

        return new CapturedContext(new CustomContext([.. stored.Entries], [.. stored.Removed], size, limits));
    }

    public override CapturedContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromStored(JsonSerializer.Deserialize<StoredContext>(ref reader), ContextLimits.Default);

    public override void Write(Utf8JsonWriter writer, CapturedContext value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, ToStored(value.Context));
}
