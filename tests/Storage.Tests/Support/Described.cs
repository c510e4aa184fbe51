using System.Globalization;
using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Storage.Tests.Support;

/// <summary>Records as texts that are equal when all that they hold is: to compare, and to read when they differ.</summary>
internal static class Described
{
    public static string Of(RunRecord? run) => run is null ? "no run" : Lines(
        $"run {run.RunId} {run.Task} {run.State} by {run.LaunchedBy} owner {run.Owner ?? "none"} taken over {run.TakenOver} recorded {run.RecordedActions}",
        $"at {Of(run.LaunchedAt)} to {Of(run.EndedAt)} root {run.RootActionId}",
        $"labels {string.Join(", ", run.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"))}",
        $"context {Of(run.Context)}",
        $"inputs {Of(run.Inputs)} of {run.InputsSize}, output {Of(run.Output)} of {run.OutputSize}",
        $"failure {run.Failure}",
        $"warnings {string.Join(" | ", run.Warnings)}");

    public static string Of(ActionRecord? action) => action is null ? "no action" : Lines(
        $"action {action.ActionId} of {action.ParentId?.ToString() ?? "none"} in {action.RunId} {action.Task} {action.State}",
        $"at {Of(action.CalledAt)} to {Of(action.EndedAt)}",
        $"context {Of(action.Context)}",
        $"inputs {Of(action.Inputs)} of {action.InputsSize}, output {Of(action.Output)} of {action.OutputSize}",
        $"failure {action.Failure}",
        $"group {action.Group ?? "none"} reads {string.Join(',', action.Reads)} source {action.Source}",
        string.Join('\n', action.Attempts.Select(Of)));

    public static string Of(RecordedAction? action) => action is null ? "nothing" :
        $"recorded {action.ActionId} {action.Task} [{action.AncestorAttempts}] {action.State} attempt {action.Attempt} lost {action.LostAttempts} on {action.Host ?? "none"} "
        + $"to {Of(action.EndedAt)} {action.Outcome?.Kind.ToString() ?? "no outcome"} {Of(action.Outcome?.Value)} {action.Outcome?.Failure} "
        + $"{ActionDetails.ToJson(action.Details)}";

    /// <summary>Without its number: stores may leave numbers out.</summary>
    public static string Of(RunEvent happened) =>
        $"{Of(happened.At)} {happened.Kind} {happened.ActionId} {happened.Task} {happened.Attempt} {happened.State} {happened.Message}";

    public static string Of(RunClaim? claim) => claim is null ? "no claim" :
        $"claim {claim.Epoch} cancel {claim.CancelRequested} lost {claim.LostInARow} recorded {claim.RecordedActions} {claim.Launch.Token}";

    private static string Of(AttemptRecord attempt) =>
        $"attempt {attempt.Number} [{attempt.AncestorAttempts}] on {attempt.Host ?? "none"} {attempt.State} {Of(attempt.StartedAt)} to {Of(attempt.EndedAt)} {attempt.Failure}";

    private static string Of(CustomContext context) =>
        $"{string.Join(", ", context.Entries)} removed {string.Join(", ", context.Removed)}";

    private static string Of(DateTimeOffset? time) => time?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static string Of(ReadOnlyMemory<byte>? json) => json is null ? "none" : Encoding.UTF8.GetString(json.Value.Span);

    private static string Lines(params string[] lines) => string.Join('\n', lines);
}
