using System.Text.Json;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Inputs;

/// <summary>Reads a custom context from a file: a JSON object of texts, or <c>key=value</c> lines, where <c>#</c> begins a comment.</summary>
internal static class ContextFile
{
    /// <exception cref="CommandException">The text is neither.</exception>
    public static Dictionary<string, string> Parse(string text, string name) => text.AsSpan().TrimStart().StartsWith("{") ? ParseJson(text, name) : ParseLines(text, name);

    private static Dictionary<string, string> ParseJson(string text, string name)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String)
                {
                    throw CommandException.Usage($"{name}: the value of '{member.Name}' is {KindOf(member.Value)}; context values are texts. Write it in quotes: \"{member.Name}\": \"…\"");
                }

                if (!context.TryAdd(member.Name, member.Value.GetString()!))
                {
                    throw CommandException.Usage($"{name}: the key '{member.Name}' is there twice.");
                }
            }
        }
        catch (JsonException exception)
        {
            throw CommandException.Usage($"{name} begins like JSON and is none: {exception.Message}");
        }

        return context;
    }

    private static Dictionary<string, string> ParseLines(string text, string name)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, raw) in text.Split('\n').Index())
        {
            var line = raw.TrimEnd('\r');
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
            {
                continue;
            }

            // The line isn't told: it may be the rest of a sensitive value of several.
            if (!line.Contains('=', StringComparison.Ordinal))
            {
                throw CommandException.Usage($"{name}, line {index + 1}, has no '='; it must be name=value, as in experiment=v1. Values of several lines fit into JSON: {{\"name\": \"value\"}}.");
            }

            var (key, value) = KeyValue.Parse(line, $"{name}, line {index + 1},", "experiment=v1");
            if (!context.TryAdd(key.Trim(), value))
            {
                throw CommandException.Usage($"{name}, line {index + 1}: the key '{key.Trim()}' is there twice.");
            }
        }

        return context;
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a truth value",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };
}
