using Undercurrent.Records;

namespace Undercurrent.Storage.Journal;

/// <summary>
/// A launch that its launcher gave up while nobody knew whether it had been committed: if it was, the run is removed, so
/// that it isn't launched later. Compare the token: a run of that id may be another's.
/// </summary>
internal sealed record LaunchWithdrawn(RunId RunId, string Token, DateTimeOffset At) : JournalEntry(RunId, At, 0);
