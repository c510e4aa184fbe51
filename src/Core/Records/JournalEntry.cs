namespace Undercurrent.Records;

/// <summary>Something to record.</summary>
/// <param name="RunId">The run that it belongs to.</param>
/// <param name="At">When it happened.</param>
/// <param name="Epoch">
/// Which ownership of the run it comes from, from 1; each owner that takes the run over begins the next. An entry of an
/// earlier epoch than the run's is refused with <see cref="RunTakenOverException"/>. 0 is not held against the run's.
/// </param>
internal abstract record JournalEntry(RunId RunId, DateTimeOffset At, long Epoch);
