namespace Undercurrent.Records;

/// <summary>Somebody asked to cancel an action with all below it: that holds for every attempt of it, also after a crash.</summary>
internal sealed record ActionCancelRequested(RunId RunId, ActionId ActionId, DateTimeOffset At) : JournalEntry(RunId, At, 0);
