namespace Undercurrent.Execution;

/// <summary>The limits of one process. Thread-safe.</summary>
internal sealed class LocalLimits : ILimits
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FairQueue> _queues = new(StringComparer.Ordinal);

    public async Task EnterAsync(string limit, int places, RunId run, string holder, bool isReturning, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PlaceWaiter? waiter;
        lock (_gate)
        {
            if (!_queues.TryGetValue(limit, out var queue))
            {
                _queues[limit] = queue = new FairQueue();
            }

            waiter = queue.Enter(places, run, holder, isReturning);
        }

        if (waiter is null)
        {
            return;
        }

        bool hasEntered;
        await using (cancellationToken.UnsafeRegister(_ => Change(limit, queue => queue.Withdraw(waiter)), null).ConfigureAwait(false))
        {
            hasEntered = await waiter.Entered.ConfigureAwait(false);
        }

        if (!hasEntered)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public void Leave(string limit, string holder) => Change(limit, queue => queue.Leave(holder));

    public void Adopt(string limit, string holder)
    {
        // Whoever runs here asked here.
    }

    private void Change(string limit, Action<FairQueue> change)
    {
        lock (_gate)
        {
            if (!_queues.TryGetValue(limit, out var queue))
            {
                return;
            }

            change(queue);
            if (queue.IsEmpty)
            {
                // Every run may have one of its own.
                _queues.Remove(limit);
            }
        }
    }
}
