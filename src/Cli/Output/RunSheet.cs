using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Output;

/// <summary>A run with all that is known of it.</summary>
internal static class RunSheet
{
    public static void Write(RunJson run, TextWriter writer, bool colors, TimeProvider time)
    {
        var sheet = new Sheet(writer, colors);
        var state = StateText.Of(run.State);
        sheet.Add("run", run.Id);
        sheet.Add("task", run.Task);
        sheet.Add("state", state, Paint.ForState(state));
        sheet.Add("launched", $"{TimeText.At(run.LaunchedAt, time)} by {run.LaunchedBy}");
        sheet.Add("ended", run.EndedAt is { } ended ? TimeText.At(ended, time) : null);
        sheet.Add("duration", TimeText.Duration(run.DurationMs));
        sheet.Add("owner", run.EndedAt is null ? run.Owner : null);
        sheet.Add("taken over", run.TakenOver > 0 ? $"{run.TakenOver} times" : null);
        sheet.Add("again from", run.Source is { } source ? $"{source.RunId}, from {(source.From == LaunchFrom.Start ? "start" : "failure")}" : null);
        sheet.Add("labels", ContextText.Of(run.Labels));
        sheet.Add("root", run.RootActionId);
        sheet.Add("children", run.Children is { } children ? StateText.Counts(children, run.State) : null);
        ContextSheet.Write(sheet, run.ContextEntries, run.Context);
        PayloadSheet.Write(sheet, PayloadSheet.Inputs, run.Inputs, run.InputsSize);
        PayloadSheet.Write(sheet, PayloadSheet.Result, run.Output, run.OutputSize);
        sheet.Section("failure", run.Failure is { } failure ? FailureText.Lines(failure) : []);
        sheet.Section("warnings", (run.Warnings ?? []).Select(warning => $"{warning.Task} (action {warning.ActionId}): {warning.Message}"));
    }
}
