using System.Text.Json;
using System.Text.Json.Nodes;
using Undercurrent.Cli.Errors;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Inputs;

/// <summary>Makes a task's inputs out of <c>-i name=value</c>: what is a text for the task stays one, the rest is JSON.</summary>
internal static class InputValues
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <param name="given">The options as they were written.</param>
    /// <param name="task">The task, for the names and types of its inputs.</param>
    /// <param name="texts">Reads <c>@file</c> and standard input.</param>
    /// <exception cref="CommandException">A name isn't the task's, or a value doesn't fit.</exception>
    public static JsonElement Read(IReadOnlyList<string> given, Web.Contract.TaskJson task, TextSource texts)
    {
        var values = new JsonObject();
        foreach (var (name, value) in given.Select(text => KeyValue.Parse(text, "--input", "-i epochs=3")))
        {
            var input = task.Inputs.FirstOrDefault(input => input.Name == name) ?? throw UnknownInput(name, task);
            if (values.ContainsKey(name))
            {
                throw CommandException.Usage($"The input '{name}' is given twice.");
            }

            var text = texts.Read(value, $"--input {name}", out var isGiven);
            values[name] = ReadOne(input, isGiven ? text : text.TrimEnd('\r', '\n'));
        }

        return JsonSerializer.SerializeToElement(values, ContractJson.Options);
    }

    /// <summary>A value for an input: as it was written where that is a text, else JSON. <c>null</c> is null where that is accepted.</summary>
    /// <exception cref="CommandException">It is no JSON that the input takes.</exception>
    public static JsonNode? ReadOne(InputJson input, string text)
    {
        var kinds = KindsOf(input.Schema);
        kinds?.Remove("null");
        if (input.AcceptsNull && text == "null")
        {
            return null;
        }

        if (kinds is ["string"])
        {
            return JsonValue.Create(text);
        }

        var json = TryParse(text, out var problem);
        if (json is { } value && (kinds is null || kinds.Contains(KindOf(value))))
        {
            return JsonNode.Parse(value.GetRawText());
        }

        if (kinds is null || kinds.Contains("string"))
        {
            return JsonValue.Create(text);
        }

        throw new CommandException(
            ExitCode.Usage, $"The input '{input.Name}' can't be {Quote(text)}: it is {SchemaWords.OfInput(input.Schema, input.AcceptsNull)}{(json is null ? $", and that is no JSON ({problem})" : "")}.",
            "Quote JSON for the shell: -i 'name={\"a\": 1}', or put it into a file: -i name=@file", $"schema: {input.Schema.GetRawText()}");
    }

    /// <summary>The whole of the inputs, as JSON: an array, or an object by their names.</summary>
    /// <exception cref="CommandException">It is neither.</exception>
    public static JsonElement ReadWhole(string text, string what)
    {
        if (TryParse(text, out var problem) is not { } json)
        {
            throw CommandException.Usage($"{what} is no JSON: {problem}", "It must be an array with one element for each input, or an object by their names.");
        }

        return json.ValueKind is JsonValueKind.Array or JsonValueKind.Object
            ? json
            : throw CommandException.Usage($"{what} is {Quote(text)}; it must be an array with one element for each input, or an object by their names.");
    }

    private static CommandException UnknownInput(string name, Web.Contract.TaskJson task)
    {
        if (task.Inputs.Count == 0)
        {
            return CommandException.Usage($"{task.Name} takes no inputs; '{name}' was given.", $"undercurrent tasks show {task.Name}");
        }

        var names = task.Inputs.Select(input => input.Name).ToArray();
        var nearest = NearestNames.Of(name, names);
        return CommandException.Usage(
            $"{task.Name} has no input '{name}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : $"; it has {string.Join(", ", names)}.")}", $"undercurrent tasks show {task.Name}");
    }

    private static JsonElement? TryParse(string text, out string? problem)
    {
        try
        {
            problem = null;
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    // The kinds that a schema names at its top: null where it doesn't, so that anything may fit.
    private static List<string>? KindsOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array)
        {
            return Widen(values.EnumerateArray().Select(KindOf));
        }

        return !schema.TryGetProperty("type", out var type) ? null
            : type.ValueKind == JsonValueKind.Array ? Widen(type.EnumerateArray().Select(kind => kind.GetString() ?? ""))
            : Widen([type.GetString() ?? ""]);
    }

    private static List<string> Widen(IEnumerable<string> kinds) => [.. kinds.Select(kind => kind == "integer" ? "number" : kind).Distinct()];

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private static string Quote(string text) => $"'{Output.Shown.Line(text, 100)}'";
}
