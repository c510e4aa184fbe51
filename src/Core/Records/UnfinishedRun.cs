namespace Undercurrent.Records;

/// <summary>A run that has not ended, as far as one who may take it over needs to know it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Task">Its root's task.</param>
/// <param name="Owner">Who owned it last; null when it was released.</param>
/// <param name="Epoch">That owner's epoch.</param>
internal sealed record UnfinishedRun(RunId RunId, string Task, string? Owner, long Epoch);
