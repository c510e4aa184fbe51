namespace Undercurrent.Storage.Reading;

/// <summary>A run that somebody waits for.</summary>
internal sealed class RunWatch
{
    private readonly Lock _gate = new();
    private RunProgress? _seen;
    private bool _isSeen;
    private TaskCompletionSource _event = New();
    private TaskCompletionSource _end = New();

    /// <summary>How many wait; guarded by <see cref="RunWatches"/>.</summary>
    public int Waiters { get; set; }

    /// <summary>Take it before looking, then nothing is missed. Completes at the next event.</summary>
    public Task NextEvent => Volatile.Read(ref _event).Task;

    /// <summary>Completes when the run may have changed its state.</summary>
    public Task NextEnd => Volatile.Read(ref _end).Task;

    /// <summary>
    /// Whoever looks says what he read, null when the run is not recorded. When it differs from what was read before, all who
    /// wait look again: they may have gone to sleep on that.
    /// </summary>
    public void See(RunProgress? now)
    {
        lock (_gate)
        {
            var (wasSeen, before) = (_isSeen, _seen);
            (_isSeen, _seen) = (true, now);
            if (wasSeen && before != now)
            {
                Signal(stateToo: before?.State != now?.State);
            }
        }
    }

    public void Signal(bool stateToo)
    {
        Interlocked.Exchange(ref _event, New()).SetResult();
        if (stateToo)
        {
            Interlocked.Exchange(ref _end, New()).SetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
