using System.Text.Json;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>Writes a context with its origins; the form is that of <see cref="CapturedContext"/>.</summary>
internal sealed class CustomContextConverter : JsonConverter<CustomContext>
{
    // What is read here was checked where it was set, perhaps under wider limits than the default ones.
    private static readonly ContextLimits Widest = new() { MaxKeys = 1024, MaxBytes = 65_536 };

    public override CustomContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CapturedContextConverter.FromStored(JsonSerializer.Deserialize<StoredContext>(ref reader), Widest).Context.WithLimits(ContextLimits.Default);

    public override void Write(Utf8JsonWriter writer, CustomContext value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, CapturedContextConverter.ToStored(value));
}
