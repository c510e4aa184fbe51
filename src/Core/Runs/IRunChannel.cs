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

    IAsyncEnumerable<RunEvent> FollowAsync(CancellationToken cancellationToken);
}
