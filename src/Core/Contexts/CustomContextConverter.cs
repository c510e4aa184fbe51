using System.Text.Json;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>Writes a context with its origins; the form is that of <see cref="CapturedContext"/>.</summary>
internal sealed class CustomContextConverter : JsonConverter<CustomContext>
{
    public override CustomContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CapturedContextConverter.FromStored(JsonSerializer.Deserialize<StoredContext>(ref reader)).Context;

    public override void Write(Utf8JsonWriter writer, CustomContext value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, CapturedContextConverter.ToStored(value));
}
