namespace Undercurrent.Storage.Reading;

/// <summary>A run that somebody waits for.</summary>
internal sealed class RunWatch
{
    private TaskCompletionSource _event = New();
    private TaskCompletionSource _end = New();

    /// <summary>How many wait; guarded by <see cref="RunWatches"/>.</summary>
    public int Waiters { get; set; }

    /// <summary>What was read of it last; null when it is not recorded.</summary>
    public RunProgress? Seen { get; set; }

    /// <summary>Take it before looking, then nothing is missed. Completes at the next event.</summary>
    public Task NextEvent => Volatile.Read(ref _event).Task;

    /// <summary>Completes when the run may have changed its state.</summary>
    public Task NextEnd => Volatile.Read(ref _end).Task;

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
