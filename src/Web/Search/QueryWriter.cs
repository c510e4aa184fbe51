using System.Globalization;
using System.Text;
using Undercurrent.Records;
using Undercurrent.Web.Api;

namespace Undercurrent.Web.Search;

/// <summary>Writes a query as the text that <see cref="QueryText"/> reads it from, its page left out.</summary>
internal static class QueryWriter
{
    public static string Write(RunQuery query)
    {
        var text = new StringBuilder();
        Add(text, "state:", query.State is { } state ? EnumWords<RunState>.Of(state) : null);
        Add(text, "task:", query.Task);
        AddAll(text, "ctx.", query.Context);
        Add(text, "in:", query.InAnyAction ? "any" : null);
        AddAll(text, "label.", query.Labels);
        Add(text, "from:", query.LaunchedFrom?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add(text, "before:", query.LaunchedBefore?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add(text, "error:", query.ErrorText);
        return text.ToString();
    }

    public static string Write(ActionQuery query)
    {
        var text = new StringBuilder();
        Add(text, "state:", query.State is { } state ? EnumWords<ActionState>.Of(state) : null);
        Add(text, "task:", query.Task);
        AddAll(text, "ctx.", query.Context);
        Add(text, "reads:", query.Reads);
        Add(text, "error:", query.ErrorText);
        return text.ToString();
    }

    private static void AddAll(StringBuilder text, string prefix, IReadOnlyDictionary<string, string>? map)
    {
        foreach (var (key, value) in map ?? new Dictionary<string, string>())
        {
            Add(text, $"{prefix}{key}=", value);
        }
    }

    private static void Add(StringBuilder text, string field, string? value)
    {
        // An empty word or name is no condition; an empty value of a key is one.
        if (value is not null && (value.Length > 0 || field[^1] == '='))
        {
            text.Append(text.Length == 0 ? "" : " ").Append(field).Append(Quoted(value));
        }
    }

    private static string Quoted(string value) => value.Length > 0 && value[0] != '"' && !value.Any(char.IsWhiteSpace)
        ? value
        : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
