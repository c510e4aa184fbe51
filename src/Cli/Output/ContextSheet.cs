using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Output;

/// <summary>A custom context as a section of a sheet: each key with who set it.</summary>
internal static class ContextSheet
{
    public static void Write(Sheet sheet, IReadOnlyList<ContextEntryJson>? entries, IReadOnlyDictionary<string, string> context) => sheet.Section(
        "context",
        entries is not null
            ? entries.Select(entry => $"{entry.Key}={entry.Value}  ({entry.Origin.Text}{(entry.Overrode is { } before ? $"; overrode {before.Value}" : "")})")
            : context.Select(entry => $"{entry.Key}={entry.Value}"));
}
