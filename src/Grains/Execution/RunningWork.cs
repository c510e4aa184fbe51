using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Undercurrent.Execution;

namespace Undercurrent.Grains.Execution;

/// <summary>
/// What runs on this silo: counted, so that a drain can wait for it, and known by run, so that what runs for an owner that
/// is gone can be ended. Thread-safe.
/// </summary>
internal sealed class RunningWork
{
    private readonly ConcurrentDictionary<CancellationTokenSource, (RunId Run, long Epoch)> _attempts = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _running;

    public int Count => Volatile.Read(ref _running);

    /// <summary>Of those, the attempts of actions; the others are the runs that are owned here.</summary>
    public int Attempts => _attempts.Count;

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

    /// <summary>An attempt begins, with what cancels it.</summary>
    public void BeginAttempt(CancellationTokenSource cancellation, RunId run, long epoch)
    {
        Begin();
        _attempts.TryAdd(cancellation, (run, epoch));
    }

    public void EndAttempt(CancellationTokenSource cancellation)
    {
        _attempts.TryRemove(cancellation, out _);
        End();
    }

    /// <summary>Cancels what runs here for owners of a run before this epoch.</summary>
    public void StopEarlier(RunId run, long epoch, ILogger log)
    {
        foreach (var (cancellation, attempt) in _attempts)
        {
            if (attempt.Run == run && attempt.Epoch < epoch)
            {
                // Not awaited: what hangs on one token must not keep the next from being cancelled.
                _ = cancellation.CancelSafelyAsync(log);
            }
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
