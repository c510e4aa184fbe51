using System.Text.Json;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>The result of a task that has none. Its JSON form is <c>null</c>.</summary>
[JsonConverter(typeof(NoResultConverter))]
public readonly record struct NoResult
{
    private sealed class NoResultConverter : JsonConverter<NoResult>
    {
        public override bool HandleNull => true;

        public override NoResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, NoResult value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
