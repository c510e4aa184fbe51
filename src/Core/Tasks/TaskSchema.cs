using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Undercurrent;

/// <summary>The JSON Schema of inputs and results, each made when it is first asked for: most never are.</summary>
internal static class TaskSchema
{
    private static readonly JsonSchemaExporterOptions Options = new() { TransformSchemaNode = Describe };

    /// <summary>Of an input, with the description of its parameter.</summary>
    public static Lazy<JsonElement> OfInput(JsonTypeInfo contract, bool acceptsNull, string? description) =>
        new(() => Make(contract, acceptsNull, description));

    /// <summary>Of a result. Whether it can be null is not in its type, so what could be null may.</summary>
    public static Lazy<JsonElement> OfResult(JsonTypeInfo contract) =>
        new(() => contract.Type == typeof(NoResult) ? ToElement(new JsonObject { ["type"] = "null" }) : Make(contract, acceptsNull: true, null));

    /// <summary>The schema that allows anything.</summary>
    public static JsonElement Anything() => ToElement(JsonValue.Create(true));

    private static JsonElement Make(JsonTypeInfo contract, bool acceptsNull, string? description)
    {
        try
        {
            var schema = contract.GetJsonSchemaAsNode(Options);
            if (!acceptsNull)
            {
                RefuseNull(schema);
            }

            return ToElement(description is null ? schema : With(schema, description));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The exporter refuses what a schema can't say; a resolver or an attribute of the user's may throw anything.
            return Anything();
        }
    }

    // A type alone doesn't know whether its parameter is nullable, so the exporter allows null for every class.
    private static void RefuseNull(JsonNode schema)
    {
        if (schema is JsonObject known && known["type"] is JsonArray types)
        {
            string[] others = [.. types.Select(type => (string)type!).Where(type => type != "null")];
            known["type"] = others.Length == 1 ? others[0] : new JsonArray([.. others.Select(type => JsonValue.Create(type))]);
        }
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        // A record's member has its attributes on the constructor's parameter.
        var description = DescriptionOf(context.PropertyInfo?.AttributeProvider)
            ?? DescriptionOf(context.PropertyInfo?.AssociatedParameter?.AttributeProvider)
            ?? DescriptionOf(context.TypeInfo.Type);
        return description is null ? schema : With(schema, description);
    }

    private static string? DescriptionOf(ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true) is [DescriptionAttribute attribute, ..] ? attribute.Description : null;

    // First, where a reader looks.
    private static JsonNode With(JsonNode schema, string description)
    {
        if (schema is not JsonObject known)
        {
            // A schema of one word: true for anything, false for nothing.
            known = schema.GetValueKind() == JsonValueKind.True ? [] : new JsonObject { ["not"] = new JsonObject() };
        }

        known.Remove("description");
        known.Insert(0, "description", description);
        return known;
    }

    private static JsonElement ToElement(JsonNode schema) => JsonSerializer.SerializeToElement(schema);
}
