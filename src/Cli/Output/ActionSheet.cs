using Undercurrent.Records;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Pages;

namespace Undercurrent.Cli.Output;

/// <summary>An action with all that is known of it.</summary>
internal static class ActionSheet
{
    /// <param name="action">The action.</param>
    /// <param name="run">The state of its run.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="colors">Whether colours are wanted.</param>
    /// <param name="time">The clock.</param>
    public static void Write(ActionJson action, RunState run, TextWriter writer, bool colors, TimeProvider time)
    {
        var sheet = new Sheet(writer, colors);
        var state = StateText.Of(action.State, run);
        sheet.Add("action", action.Id);
        sheet.Add("run", action.RunId);
        sheet.Add("task", action.Task);
        sheet.Add("state", state, Paint.ForState(state));
        sheet.Add("parent", action.ParentId);
        sheet.Add("group", action.Group);
        sheet.Add("called", TimeText.At(action.CalledAt, time));
        sheet.Add("ended", action.EndedAt is { } ended ? TimeText.At(ended, time) : null);
        sheet.Add("duration", LeftOpen.Is(action.State, run) ? null : TimeText.Duration(action.DurationMs));
        sheet.Add("result of", action.Source is { } source ? $"run {source.RunId}, action {source.ActionId}" : null);
        sheet.Add("read", action.Reads is { } reads ? string.Join(", ", reads) : null);
        sheet.Add("depends on", action.DependsOn is { } keys ? string.Join(", ", keys) : null);
        sheet.Add("children", action.Children is { } children ? StateText.Counts(children, run) : null);
        ContextSheet.Write(sheet, action.ContextEntries, action.Context);
        PayloadSheet.Write(sheet, PayloadSheet.Inputs, action.Inputs, action.InputsSize);
        PayloadSheet.Write(sheet, PayloadSheet.Result, action.Output, action.OutputSize);
        sheet.Section("attempts", action.Attempts.Select(attempt => OfAttempt(attempt, run, time)));
        sheet.Section("failure", action.Failure is { } failure ? FailureText.Lines(failure) : []);
    }

    private static string OfAttempt(AttemptJson attempt, RunState run, TimeProvider time) =>
        $"{attempt.Number}{(attempt.AncestorAttempts is { } ancestors ? $" (under {ancestors})" : "")}: {StateText.Of(attempt.State, run)}"
        + (attempt.StartedAt is { } started ? $", started {TimeText.Clock(started, time)}" : "")
        + (attempt is { StartedAt: { } from, EndedAt: { } to } ? $", {TimeText.Duration((to - from).TotalMilliseconds)}" : "")
        + (attempt.Host is { } host ? $", on {host}" : "")
        + (attempt.Failure is { } failure ? $": {failure.Headline}" : "");
}
