using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Undercurrent.Web.Api;

/// <summary>Puts the inputs of a request into the order of the task's parameters.</summary>
internal static class RunInputs
{
    /// <exception cref="ProblemException">Names are wrong or missing.</exception>
    public static ReadOnlyMemory<byte> Read(TaskDefinition task, JsonElement? inputs) => inputs switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => InputsJson.None,
        { ValueKind: JsonValueKind.Array } array => JsonMarshal.GetRawUtf8Value(array).ToArray(),
        { ValueKind: JsonValueKind.Object } named => Ordered(task, named),
        { } other => throw Wrong(task, new() { ["inputs"] = [$"is {ApiRequest.Shown(other.GetRawText())}; it must be an array with one element for each input, or an object by their names."] }),
    };

    private static ReadOnlyMemory<byte> Ordered(TaskDefinition task, JsonElement named)
    {
        var errors = new Dictionary<string, IReadOnlyList<string>>();
        var names = task.Inputs.Select(input => input.Name).ToArray();
        foreach (var member in named.EnumerateObject().Where(member => !names.Contains(member.Name)).Take(RequestErrors.MostShown))
        {
            var near = NearestNames.Of(member.Name, names);
            errors[$"inputs.{ApiRequest.Shown(member.Name)}"] =
            [
                $"is no input of the task '{task.Name}'. " + (near.Count > 0 ? $"Did you mean {near[0]}?" : names.Length == 0 ? "It has none." : $"Its inputs are {string.Join(", ", names)}."),
            ];
        }

        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var input in task.Inputs)
            {
                if (named.TryGetProperty(input.Name, out var value))
                {
                    writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
                }
                else if (input.AcceptsNull)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    errors[$"inputs.{input.Name}"] = [$"is missing; the task '{task.Name}' takes {Contract.SchemaWords.OfInput(input.Schema, input.AcceptsNull)}."];
                }
            }

            writer.WriteEndArray();
        }

        return errors.Count == 0 ? json.WrittenMemory : throw Wrong(task, errors);
    }

    private static ProblemException Wrong(TaskDefinition task, Dictionary<string, IReadOnlyList<string>> errors)
    {
        var first = errors.First();
        return new ProblemException(ProblemKinds.BadInputs, $"{first.Key} {first.Value[0]}")
        {
            Errors = errors,
            Next = $"GET /api/v1/tasks/{task.Name} has the schema of each input.",
        };
    }
}
