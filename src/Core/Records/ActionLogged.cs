using Microsoft.Extensions.Logging;
using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A line was logged inside an action.</summary>
internal sealed record ActionLogged(ActionCall Call, LogLevel Level, string Line, DateTimeOffset At) : JournalEntry(Call.RunId, At, Call.Epoch);
