using System.Text.Json;

namespace Undercurrent.Web.Contract;

/// <summary>Says in words what a JSON Schema takes, as in <c>integer</c>, <c>list of text</c>, <c>object (name, steps) or null</c>.</summary>
internal static class SchemaWords
{
    private const string Any = "any JSON";
    private const int MostNames = 6;
    private const int MostDepth = 4;

    public static string Of(JsonElement schema) => Of(schema, 0);

    /// <summary>Of an input, whose schema alone doesn't always say that it may be null.</summary>
    public static string OfInput(JsonElement schema, bool acceptsNull)
    {
        var words = Of(schema);
        return acceptsNull && words != Any && !words.EndsWith("null", StringComparison.Ordinal) ? $"{words} or null" : words;
    }

    private static string Of(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MostDepth)
        {
            return Any;
        }

        if (Member(schema, "enum") is { ValueKind: JsonValueKind.Array } values)
        {
            return Several(values.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}'" : value.GetRawText()), MostNames);
        }

        if ((Member(schema, "anyOf") ?? Member(schema, "oneOf")) is { ValueKind: JsonValueKind.Array } either)
        {
            return Several(PartsOf(either).Select(one => Of(one, depth + 1)), MostNames);
        }

        return Member(schema, "type") switch
        {
            { ValueKind: JsonValueKind.String } type => OfType(type.GetString()!, schema, depth),
            { ValueKind: JsonValueKind.Array } types => Several(TypesOf(types, schema).Select(type => OfType(type, schema, depth)), MostNames),
            _ => Any,
        };
    }

    private static string OfType(string type, JsonElement schema, int depth) => type switch
    {
        "string" => Member(schema, "format") is { ValueKind: JsonValueKind.String } format ? $"text ({format.GetString()})" : "text",
        "array" => Member(schema, "items") is { } items ? $"list of {Each(items, depth + 1)}" : "list",
        "object" when Member(schema, "properties") is { ValueKind: JsonValueKind.Object } members && members.EnumerateObject().Any() => $"object ({NamesOf(members)})",
        "object" when Member(schema, "additionalProperties") is { ValueKind: JsonValueKind.Object } values => $"object of {Each(values, depth + 1)}",
        _ => type,
    };

    // Several kinds of items stand in brackets: behind them may come what there may be instead of all of them.
    private static string Each(JsonElement schema, int depth)
    {
        var words = Of(schema, depth);
        return words.Contains(" or ", StringComparison.Ordinal) ? $"({words})" : words;
    }

    // A number may also be one of the names of those that JSON can't write; that goes without saying.
    private static IEnumerable<JsonElement> PartsOf(JsonElement either)
    {
        JsonElement[] all = [.. either.EnumerateArray()];
        return all.Any(one => Of(one).StartsWith("number", StringComparison.Ordinal)) ? all.Where(one => one.ValueKind != JsonValueKind.Object || Member(one, "enum") is null) : all;
    }

    // Null comes last. Numbers that may be written as texts too, by their pattern, are numbers.
    private static IEnumerable<string> TypesOf(JsonElement types, JsonElement schema)
    {
        string[] all = [.. types.EnumerateArray().Select(type => type.GetString() ?? "")];
        var isNumber = Member(schema, "pattern") is not null && all.Any(type => type is "integer" or "number");
        return all.Where(type => !isNumber || type != "string").OrderBy(type => type == "null");
    }

    private static string NamesOf(JsonElement members)
    {
        string[] names = [.. members.EnumerateObject().Select(member => member.Name)];
        return string.Join(", ", names.Take(MostNames)) + (names.Length > MostNames ? ", …" : "");
    }

    private static string Several(IEnumerable<string> words, int most)
    {
        string[] all = [.. words.Distinct()];
        return all.Length > most ? $"{string.Join(", ", all.Take(most))}, …" : all.Length > 2 ? $"{string.Join(", ", all[..^1])} or {all[^1]}" : string.Join(" or ", all);
    }

    private static JsonElement? Member(JsonElement schema, string name) => schema.TryGetProperty(name, out var member) ? member : null;
}
