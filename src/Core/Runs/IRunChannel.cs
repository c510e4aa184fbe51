using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent;

/// <summary>How a handle reaches its run; each engine has its own.</summary>
internal interface IRunChannel
{
    RunId RunId { get; }

    Task<Outcome> WaitForOutcomeAsync(CancellationToken cancellationToken);

    Task<RunRecord> GetRecordAsync(CancellationToken cancellationToken);

    Task CancelAsync(CancellationToken cancellationToken);

    Task CancelActionAsync(ActionId actionId, CancellationToken cancellationToken);

    /// <summary>The events behind the one with this sequence number; see <see cref="RunHandle.FollowAsync(long, CancellationToken)"/>.</summary>
    IAsyncEnumerable<RunEvent> FollowAsync(long after, CancellationToken cancellationToken);
}
