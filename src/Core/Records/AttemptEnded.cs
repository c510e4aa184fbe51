using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>An attempt ended.</summary>
internal sealed record AttemptEnded(ActionCall Call, Outcome Outcome, DateTimeOffset At) : JournalEntry(Call.RunId, At, Call.Epoch)
{
    /// <summary>What is recorded of the action beside what every action has; null for most.</summary>
    public ActionDetails? Details => ActionDetails.Of(Call, Outcome.Details);

    /// <summary>
    /// Whether nobody waits for it to be committed: after a crash the caller finds out the same again, as it does for a cache hit.
    /// </summary>
    public bool IsWrittenBehind { get; init; }

    /// <summary>
    /// Whether it ends the action behind that attempt, because its caller was cancelled while it waited for the next one. An
    /// attempt that was given up as lost, and is cancelled where it goes on, must not be taken for that.
    /// </summary>
    public bool WhileWaiting { get; init; }
}
