using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>An attempt's body starts.</summary>
internal sealed record AttemptStarted(ActionCall Call, string Host, DateTimeOffset At) : JournalEntry(Call.RunId, At, Call.Epoch)
{
    /// <summary>
    /// Whether it is to be as durable as an outcome when it is appended: time is counted from it. Others are recorded soon.
    /// </summary>
    public bool IsKept { get; init; }
}
