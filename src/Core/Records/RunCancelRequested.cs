namespace Undercurrent.Records;

/// <summary>Somebody asked to cancel the run: whoever owns it, now or after a crash, carries it out.</summary>
internal sealed record RunCancelRequested(RunId RunId, DateTimeOffset At) : JournalEntry(RunId, At, 0);
