namespace Undercurrent.Execution;

/// <summary>
/// Threads for synchronous bodies, so that they never hold a thread that asynchronous ones need. Threads are started
/// when work waits, up to a limit, and end when idle.
/// </summary>
/// <remarks>
/// A blocking body that blocks on a call of another blocking body holds a thread while it waits. When every thread does
/// that, none could ever go on: a queue in which nothing was taken up for a while gets one more thread, beyond the limit.
/// </remarks>
internal sealed class BlockingBodies : IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StallTime = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly Queue<BlockingWork> _waiting = new();
    private readonly int _maxThreads;
    private readonly ITimer _stallTimer;
    private int _threads;
    private int _idle;
    private long _taken;
    private long _takenAtLastLook;
    private bool _timerRuns;
    private bool _disposed;

    public BlockingBodies(int maxThreads, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        _maxThreads = maxThreads;
        _stallTimer = time.CreateTimer(static self => ((BlockingBodies)self!).LookForStall(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Runs the body on one of the threads, with the ambient state of the caller. It doesn't start when the token is
    /// cancelled by the time that a thread is free.
    /// </summary>
    public Task<byte[]> RunAsync(TaskDefinition task, ReadOnlyMemory<byte> inputs, CancellationToken cancellationToken)
    {
        var work = new BlockingWork(task, inputs, cancellationToken);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Enqueue(work);
            if (_idle >= _waiting.Count)
            {
                Monitor.Pulse(_gate);
            }
            else if (_threads < _maxThreads)
            {
                StartThread();
            }
            else if (!_timerRuns)
            {
                _timerRuns = true;
                _takenAtLastLook = _taken;
                _stallTimer.Change(StallTime, StallTime);
            }
        }

        return work.Task;
    }

    /// <summary>Lets idle threads end; a body that runs ends by itself.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        _stallTimer.Dispose();
    }

    private void StartThread()
    {
        _threads++;
        var thread = new Thread(static self => ((BlockingBodies)self!).Work(), maxStackSize: 0)
        {
            IsBackground = true,
            Name = "Undercurrent blocking body",
        };
        thread.UnsafeStart(this);
    }

    private void Work()
    {
        while (Take() is { } work)
        {
            work.Run();
        }
    }

    private BlockingWork? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_waiting.TryDequeue(out var work))
                {
                    _taken++;
                    return work;
                }

                _idle++;
                var woken = !_disposed && Monitor.Wait(_gate, IdleTime);
                _idle--;
                if (!woken && _waiting.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }
        }
    }

    private void LookForStall()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 || _disposed)
            {
                _timerRuns = false;
                _stallTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
            else if (_taken == _takenAtLastLook)
            {
                StartThread();
            }

            _takenAtLastLook = _taken;
        }
    }
}
