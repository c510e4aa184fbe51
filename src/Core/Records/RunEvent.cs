using Microsoft.Extensions.Logging;

namespace Undercurrent.Records;

/// <summary>Something that happened in a run, in the order in which it was recorded.</summary>
/// <param name="Sequence">Its number in this run's stream, from 1, rising, not always by 1; see <see cref="RunHandle.FollowAsync(long, CancellationToken)"/>.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="ActionId">The action; null for events of the run itself.</param>
/// <param name="Task">The task of that action, or of the run.</param>
/// <param name="Attempt">The attempt, from 1; 0 for events of the run itself.</param>
/// <param name="State">The attempt's state behind it; null for events of the run itself and for lines.</param>
/// <param name="Message">The reported or logged line, or the failure's headline, when there is one.</param>
public sealed record RunEvent(
    long Sequence, DateTimeOffset At, RunEventKind Kind, ActionId? ActionId, string Task, int Attempt, ActionState? State, string? Message)
{
    /// <summary>How severe the line is, of <see cref="RunEventKind.Logged"/>; null for other kinds.</summary>
    public LogLevel? Level { get; init; }
}
