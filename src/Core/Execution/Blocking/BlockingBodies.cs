namespace Undercurrent.Execution;

/// <summary>
/// Threads for synchronous bodies, so that they never hold a thread that asynchronous ones need. Threads are started
/// when work waits, up to a limit, and end when idle.
/// </summary>
/// <remarks>
/// A blocking body that blocks on a call holds its thread while it waits, and when every thread did that none could ever
/// go on. So a body with open calls doesn't count against the limit: for as long, another one may run.
/// </remarks>
internal sealed class BlockingBodies : IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Queue<BlockingWork> _waiting = new();
    private readonly int _maxThreads;
    private int _threads;
    private int _idle;
    private int _waitingForCalls;
    private bool _disposed;

    public BlockingBodies(int maxThreads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        _maxThreads = maxThreads;
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
            else if (_threads < Allowed)
            {
                StartThread();
            }
        }

        return work.Task;
    }

    /// <summary>A body has made a call, on which it may block.</summary>
    public void BeginWait()
    {
        lock (_gate)
        {
            _waitingForCalls++;
            if (_waiting.Count > _idle && _threads < Allowed)
            {
                StartThread();
            }
        }
    }

    /// <summary>The last open call of a body has ended.</summary>
    public void EndWait()
    {
        lock (_gate)
        {
            _waitingForCalls--;
        }
    }

    /// <summary>Lets idle threads end; a body that runs ends by itself.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private int Allowed => _maxThreads + _waitingForCalls;

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
                if (_threads > Allowed)
                {
                    // Started while others waited for their calls, which they have now.
                    _threads--;
                    return null;
                }

                if (_waiting.TryDequeue(out var work))
                {
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
}
