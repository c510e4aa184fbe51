using System.Globalization;
using Undercurrent.Processes;

namespace Undercurrent.Durability;

/// <summary>A row of the table.</summary>
/// <param name="Scenario">What happened.</param>
/// <param name="Findings">What the record says afterwards.</param>
/// <param name="Progress">From the disturbance to progress of the runs that it met.</param>
/// <param name="Refusals">Launches that failed, and of which nothing is promised.</param>
internal sealed record ScenarioResult(string Scenario, LoadFindings Findings, Progress Progress, IReadOnlyCollection<string> Refusals)
{
    public const string Head =
        "| scenario | runs launched | runs right | actions | recorded twice | contexts wrong | attempts lost | runs taken over | launches refused | seconds to progress: first run | last run |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Scenario} | {Findings.Launched} | {Findings.Right} | {Findings.Actions} | {Findings.RecordedTwice} | {Findings.ContextsWrong} | {Findings.AttemptsLost} | {Findings.TakenOver} | {Refusals.Count} | {Progress.First?.TotalSeconds:0.0} | {Progress.Last?.TotalSeconds:0.0} |");
}
