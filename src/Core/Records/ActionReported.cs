using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A body reported a line for people.</summary>
internal sealed record ActionReported(ActionCall Call, string Line, DateTimeOffset At) : JournalEntry(Call.RunId, At, Call.Epoch);
