using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A run ended.</summary>
internal sealed record RunEnded(RunId RunId, string Task, Outcome Outcome, DateTimeOffset At, long Epoch = RunLaunch.FirstEpoch) : JournalEntry(RunId, At, Epoch);
