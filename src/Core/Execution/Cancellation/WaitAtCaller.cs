namespace Undercurrent.Execution;

/// <summary>A wait of an action at its caller's side, before a body runs: it ends with a cancellation, of the caller or of the action itself, or with a time.</summary>
internal sealed class WaitAtCaller : IDisposable
{
    private readonly CancellationTokenSource? _time;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;
    private readonly IDisposable _watching;

    private WaitAtCaller(TaskHost host, ActionCall call, TimeSpan? time, CancellationToken caller)
    {
        _caller = caller;
        _time = time is null ? null : new CancellationTokenSource(time.Value, host.Time);
        _either = _time is null ? CancellationTokenSource.CreateLinkedTokenSource(caller) : CancellationTokenSource.CreateLinkedTokenSource(caller, _time.Token);
        _watching = host.Cancels.Watch(call, _either, host.Log);
        IsAsked = () => host.Cancels.IsRequested(call);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Whether its time is over, and nobody cancelled it.</summary>
    public bool IsOver => _time is { IsCancellationRequested: true } && !_caller.IsCancellationRequested && !IsAsked();

    private Func<bool> IsAsked { get; }

    /// <param name="host">Where the caller runs.</param>
    /// <param name="call">The call.</param>
    /// <param name="time">How long it may wait; null for any time.</param>
    /// <param name="caller">The caller's token.</param>
    public static WaitAtCaller Begin(TaskHost host, ActionCall call, TimeSpan? time, CancellationToken caller) => new(host, call, time, caller);

    public void Dispose()
    {
        _watching.Dispose();
        _either.Dispose();
        _time?.Dispose();
    }
}
