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
        foreach (var entry in run.Context.AllEntries)
        {
            arguments.AddRange(["-c", $"{entry.Key}={entry.ShownValue}"]);
        }

        foreach (var label in run.Labels)
        {
            arguments.AddRange(["--label", $"{label.Key}={label.Value}"]);
        }

        if (run.Inputs.Length is > 2 and <= MostInputs && IsArray(run.Inputs))
        {
            arguments.AddRange(["--inputs", System.Text.Encoding.UTF8.GetString(run.Inputs.Span)]);
        }

        return Shell.Command(arguments);
    }

    private static bool IsArray(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array;
    }
}
