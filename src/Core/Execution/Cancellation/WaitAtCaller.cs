namespace Undercurrent.Execution;

/// <summary>A wait of an action at its caller's side, before a body runs: it ends with a cancellation, of the caller or of the action itself, or with a time.</summary>
internal sealed class WaitAtCaller : IDisposable
{
    private readonly TaskHost _host;
    private readonly ActionCall _call;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _time;
    private readonly CancellationTokenSource _either;
    private readonly IDisposable _watching;

    /// <param name="host">Where the caller runs.</param>
    /// <param name="call">The call.</param>
    /// <param name="time">How long it may wait; null for any time.</param>
    /// <param name="caller">The caller's token.</param>
    public WaitAtCaller(TaskHost host, ActionCall call, TimeSpan? time, CancellationToken caller)
    {
        (_host, _call, _caller) = (host, call, caller);
        _time = time is null ? null : new CancellationTokenSource(time > TimeSpan.Zero ? time.Value : TimeSpan.Zero, host.Time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _time?.Token ?? CancellationToken.None);
        _watching = host.Cancels.Watch(call, _either, host.Log);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Whether its time is over, and nobody cancelled it.</summary>
    public bool IsOver => _time is { IsCancellationRequested: true } && !_caller.IsCancellationRequested && !_host.Cancels.IsRequested(_call);

    public void Dispose()
    {
        _watching.Dispose();
        _either.Dispose();
        _time?.Dispose();
    }
}
