using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>An attempt ended.</summary>
internal sealed record AttemptEnded(ActionCall Call, Outcome Outcome, DateTimeOffset At) : JournalEntry(Call.RunId, At, Call.Epoch);
