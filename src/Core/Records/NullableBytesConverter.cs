using System.Text.Json;
using System.Text.Json.Serialization;

namespace Undercurrent.Records;

/// <summary>Base64, or null: the serializer's own converter reads null as empty.</summary>
internal sealed class NullableBytesConverter : JsonConverter<ReadOnlyMemory<byte>?>
{
    public override bool HandleNull => true;

    public override ReadOnlyMemory<byte>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : reader.GetBytesFromBase64();

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte>? value, JsonSerializerOptions options)
    {
        if (value is { } bytes)
        {
            writer.WriteBase64StringValue(bytes.Span);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
