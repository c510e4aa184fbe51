using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// The result that an action had in the run which this one was launched from: what succeeded there isn't run again
/// (rule V5). Actions have the same ids in both, since inputs and context are the same.
/// </summary>
internal static class TakenOutcome
{
    /// <summary>Null when the action did not succeed there; otherwise it is recorded here, with where it comes from.</summary>
    public static async Task<Outcome?> FindAsync(TaskHost host, ActionCall call)
    {
        if (host.Cancels.IsRequested(call))
        {
            return null;
        }

        // Through the runner: on a cluster another silo may have the record.
        var source = await host.Runner.Records.GetActionAsync(call.TakeFrom!.Value, call.ActionId).ConfigureAwait(false);
        if (source is not { State: ActionState.Succeeded, Output: { } output })
        {
            return null;
        }

        var outcome = Outcome.Succeeded(output) with
        {
            Details = new ActionDetails { Source = new ActionSource(call.TakeFrom.Value, call.ActionId), DependsOn = source.DependsOn },
        };
        try
        {
            return await RecordAsync(host, call, outcome).ConfigureAwait(false);
        }
        catch (RunTakenOverException)
        {
            return Outcome.Superseded();
        }
    }

    private static async Task<Outcome> RecordAsync(TaskHost host, ActionCall call, Outcome outcome) =>
        await host.Store.AppendAsync(new AttemptEnded(call, outcome, host.Time.GetUtcNow()) { IsWrittenBehind = true }).ConfigureAwait(false) == Appended.Taken
            ? outcome
            : await PickedUp.InsteadOfAsync(host, call, outcome).ConfigureAwait(false);
}
