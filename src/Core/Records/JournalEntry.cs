namespace Undercurrent.Records;

/// <summary>Something to record.</summary>
/// <param name="RunId">The run that it belongs to.</param>
/// <param name="At">When it happened.</param>
internal abstract record JournalEntry(RunId RunId, DateTimeOffset At);
