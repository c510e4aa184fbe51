using Orleans.Placement;
using Undercurrent.Execution;
using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Records;
using Undercurrent.Grains.Runs;
using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains.Execution;

/// <summary>Executes one attempt of an action, then is gone.</summary>
[ActionPlacement]
[Immovable]
internal sealed class TaskGrain(TaskHost host, RunningWork running, RunRegistry registry, ClusterView cluster, IGrainContext context) : IGrainBase, ITaskGrain, IAttemptWaiter, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    // What goes on behind it is a turn of this grain.
    private readonly TaskCompletionSource<Outcome> _outcome = new();

    public IGrainContext GrainContext => context;

    public async Task<OutcomeCarrier> ExecuteAsync(ActionCallCarrier carrier)
    {
        if (registry.IsDraining && !carrier.Insists && cluster.Others.Count > 0)
        {
            // What begins now might not end in time; another silo has all the time it needs.
            this.DeactivateOnIdle();
            return OutcomeCarrier.Refused;
        }

        // The incoming filter has made the call's context the current one.
        var call = carrier.Open(CustomContext.Current);
        running.BeginAttempt(_cancellation, call.RunId, call.Epoch);
        try
        {
            _ = ExecuteAsync(call, _cancellation.Token);
            return OutcomeCarrier.For(await _outcome.Task.ConfigureAwait(true));
        }
        finally
        {
            running.EndAttempt(_cancellation);
            this.DeactivateOnIdle();
        }
    }

    // It may overtake the call that it cancels; the token is there from the beginning for that. And it doesn't wait for what
    // hangs on the token: the grain is not gone before its calls are.
    public Task CancelAsync()
    {
        _ = _cancellation.CancelSafelyAsync(host.Log);
        return Task.CompletedTask;
    }

    public void Answer(Outcome outcome) => _outcome.TrySetResult(outcome);

    public void Dispose() => _cancellation.Dispose();

    // A body that is abandoned goes on behind the answer.
    private async Task ExecuteAsync(ActionCall call, CancellationToken cancellationToken)
    {
        try
        {
            var task = host.Catalog.Get(call.Task, "on the silo", host.Name);
            Answer(await ExecutingSide.RunAsync(host, call, task, this, cancellationToken).ConfigureAwait(true));
        }
        catch (Exception exception)
        {
            // Not the body, which ExecutingSide handles: the task isn't loaded here, or the record can't be written.
            Answer(Outcome.Failed(FailureFactory.Of(exception, call), canRetry: exception is not UnknownTaskException));
        }
    }
}
