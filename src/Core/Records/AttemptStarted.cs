using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>An attempt's body starts.</summary>
internal sealed record AttemptStarted(ActionCall Call, string Host, DateTimeOffset At) : JournalEntry(Call.RunId, At, Call.Epoch);
