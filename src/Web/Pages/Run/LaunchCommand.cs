using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>Writes the command that launches a run as it was launched.</summary>
internal static class LaunchCommand
{
    private const int MostInputs = 4096;

    public static string Of(RunRecord run)
    {
        List<string> arguments = ["run", run.Task];
        foreach (var entry in run.Context.AllEntries.Where(entry => !entry.IsSensitive))
        {
            arguments.AddRange(["-c", $"{entry.Key}={entry.Value}"]);
        }

        foreach (var label in run.Labels)
        {
            arguments.AddRange(["--label", $"{label.Key}={label.Value}"]);
        }

        if (run.Inputs.Length > 2 && !HasLongInputs(run) && IsArray(run.Inputs))
        {
            arguments.AddRange(["--inputs", System.Text.Encoding.UTF8.GetString(run.Inputs.Span)]);
        }

        return Shell.Command(arguments);
    }

    /// <summary>What of the launch is not in the command, and has to be added by hand; null for nothing.</summary>
    public static string? LeftOut(RunRecord run)
    {
        List<string> what = [.. run.Context.AllEntries.Where(entry => entry.IsSensitive).Select(entry => $"the masked key {entry.Key}")];
        if (HasLongInputs(run))
        {
            what.Add("the inputs, which are long");
        }

        return what.Count == 0 ? null : $"Without {string.Join(" and ", what)}.";
    }

    // Those that are stored apart didn't come along.
    private static bool HasLongInputs(RunRecord run) => run.InputsSize > MostInputs;

    private static bool IsArray(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array;
    }
}
