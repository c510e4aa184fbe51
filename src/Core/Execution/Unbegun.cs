using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>Ends an action whose next attempt is not made, and has that recorded: nobody executes it who would.</summary>
internal static class Unbegun
{
    /// <param name="host">Where the caller runs.</param>
    /// <param name="call">The call of the attempt that is not made.</param>
    /// <param name="outcome">How the action ends.</param>
    public static Task<Outcome> EndAsync(TaskHost host, ActionCall call, Outcome outcome) => call.Attempt == 1
        ? RecordAsync(host, new AttemptEnded(call with { MayRetry = false }, outcome, host.Time.GetUtcNow()))
        : EndBehindAsync(host, call with { Attempt = call.Attempt - 1 }, outcome);

    /// <summary>Ends it behind its last attempt, which has ended already and stays as it was.</summary>
    /// <param name="host">Where the caller runs.</param>
    /// <param name="last">The call of that attempt.</param>
    /// <param name="outcome">How the action ends.</param>
    public static Task<Outcome> EndBehindAsync(TaskHost host, ActionCall last, Outcome outcome) =>
        RecordAsync(host, new AttemptEnded(last with { MayRetry = false }, outcome, host.Time.GetUtcNow()) { WhileWaiting = true });

    // The recorded outcome holds, when another execution of the caller was faster.
    private static async Task<Outcome> RecordAsync(TaskHost host, AttemptEnded ended) =>
        await host.Store.AppendAsync(ended).ConfigureAwait(false) == Appended.Taken
            ? ended.Outcome
            : await PickedUp.OutcomeOfAsync(host, ended.Call).ConfigureAwait(false) ?? ended.Outcome;
}
