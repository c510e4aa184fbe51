using System.Text.Json;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Pages;

/// <summary>Makes fields of a task's inputs by their JSON Schemas, and JSON of what was typed into them.</summary>
internal static class InputFields
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true };

    public static IReadOnlyList<InputField> Of(TaskDefinition task) => [.. task.Inputs.Select(Of)];

    public static InputField Of(TaskInput input)
    {
        var schema = input.Schema;
        var choices = ChoicesOf(schema);
        return new InputField
        {
            Name = input.Name,
            Type = SchemaWords.OfInput(schema, input.AcceptsNull),
            Kind = choices.Count > 0 ? FieldKind.Choice : KindOf(schema),
            Choices = choices,
            AcceptsNull = input.AcceptsNull,
            EmptyIsNull = input.AcceptsNull,
            Description = Member(schema, "description") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null,
            Schema = JsonSerializer.Serialize(schema, Pretty),
        };
    }

    /// <summary>The JSON of what was typed, or what is wrong with it.</summary>
    public static (string? Json, string? Error) Read(InputField field)
    {
        var text = field.Value;
        if (text.Trim().Length == 0 && field.Kind != FieldKind.Text)
        {
            return field.AcceptsNull ? ("null", null) : (null, $"is empty; the task takes {field.Type}.");
        }

        return field.Kind switch
        {
            FieldKind.Text => (text.Length == 0 && field.EmptyIsNull ? "null" : JsonSerializer.Serialize(text), null),
            FieldKind.Choice when field.Choices.Contains(text) => (JsonSerializer.Serialize(text), null),
            FieldKind.Choice => (null, $"is '{Words.Cut(text, 60)}'; allowed are {string.Join(", ", field.Choices)}."),
            FieldKind.Boolean when text is "true" or "false" => (text, null),
            FieldKind.Boolean => (null, "is neither true nor false."),
            _ => ReadJson(field, text.Trim()),
        };
    }

    private static (string? Json, string? Error) ReadJson(InputField field, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return field.Kind switch
            {
                FieldKind.WholeNumber or FieldKind.Number when document.RootElement.ValueKind != JsonValueKind.Number => (null, $"is '{Words.Cut(text, 60)}', which is no number."),
                FieldKind.WholeNumber when text.AsSpan().ContainsAny('.', 'e', 'E') => (null, $"is '{Words.Cut(text, 60)}', which is no whole number."),
                _ => (text, null),
            };
        }
        catch (JsonException exception)
        {
            return (null, field.Kind == FieldKind.Json
                ? $"is no JSON: {exception.Message}"
                : $"is '{Words.Cut(text, 60)}', which is no number.");
        }
    }

    private static FieldKind KindOf(JsonElement schema) => TypesOf(schema) switch
    {
        ["string"] => FieldKind.Text,
        ["integer"] => FieldKind.WholeNumber,
        ["number"] => FieldKind.Number,
        ["boolean"] => FieldKind.Boolean,

        // Numbers that may also be written as the text "NaN" and so on.
        ["number", "string"] or ["string", "number"] when Member(schema, "pattern") is null => FieldKind.Number,
        _ => FieldKind.Json,
    };

    private static List<string> TypesOf(JsonElement schema) => Member(schema, "type") switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } several => [.. several.EnumerateArray().Select(type => type.GetString()!).Where(type => type != "null")],
        _ => Member(schema, "anyOf") is { ValueKind: JsonValueKind.Array } any && IsNumberOrName(any) ? ["number"] : [],
    };

    // What System.Text.Json says of a double: a number, or one of the names of those that JSON can't write.
    private static bool IsNumberOrName(JsonElement any) =>
        any.EnumerateArray().All(part => TypesOf(part) is ["number"] || Member(part, "enum") is not null)
        && any.EnumerateArray().Any(part => TypesOf(part) is ["number"]);

    private static List<string> ChoicesOf(JsonElement schema) => Member(schema, "enum") is { ValueKind: JsonValueKind.Array } words
        && words.EnumerateArray().All(word => word.ValueKind is JsonValueKind.String or JsonValueKind.Null)
        ? [.. words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)]
        : [];

    private static JsonElement? Member(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var member) ? member : null;
}
