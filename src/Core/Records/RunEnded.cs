using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A run ended.</summary>
internal sealed record RunEnded(RunId RunId, string Task, Outcome Outcome, DateTimeOffset At) : JournalEntry(RunId, At);
