using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>Something in the run deserves a person's attention.</summary>
internal sealed record RunWarned(ActionCall Call, RunWarningKind Kind, string Message, DateTimeOffset At) : JournalEntry(Call.RunId, At, Call.Epoch);
