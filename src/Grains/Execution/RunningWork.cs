namespace Undercurrent.Grains.Execution;

/// <summary>Counts what runs on this silo, so that a drain can wait for it. Thread-safe.</summary>
internal sealed class RunningWork
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _running;

    public int Count => Volatile.Read(ref _running);

    public void Begin() => Interlocked.Increment(ref _running);

    public void End()
    {
        if (Interlocked.Decrement(ref _running) > 0)
        {
            return;
        }

        lock (_gate)
        {
            _idle?.TrySetResult();
        }
    }

    /// <summary>Completes at a moment at which nothing runs.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Count == 0)
            {
                _idle.SetResult();
            }

            return _idle.Task;
        }
    }
}
