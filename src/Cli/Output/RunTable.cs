using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Output;

/// <summary>Runs as a table.</summary>
internal static class RunTable
{
    /// <param name="runs">The runs.</param>
    /// <param name="keys">Context keys that get a column each; none puts the whole context into one.</param>
    /// <param name="time">For the time zone.</param>
    public static Columns Of(IEnumerable<RunJson> runs, IReadOnlyList<string> keys, TimeProvider time)
    {
        var table = new Columns(["RUN", "STATE", "TASK", "LAUNCHED", "DURATION", .. keys.Count == 0 ? ["CONTEXT"] : keys.Select(key => Shown.Line(key))]) { Whole = ["RUN"] };
        foreach (var run in runs)
        {
            var state = StateText.Of(run.State);
            table.Add(
            [
                (run.Id, null),
                (state, Paint.ForState(state)),
                (run.Task, null),
                (TimeText.At(run.LaunchedAt, time), null),
                (TimeText.Duration(run.DurationMs), null),
                .. keys.Count == 0 ? [(ContextText.Of(run.Context), (string?)null)] : keys.Select(key => (run.Context.GetValueOrDefault(key), (string?)null)),
            ]);
        }

        return table;
    }
}
