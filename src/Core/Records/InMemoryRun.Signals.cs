namespace Undercurrent.Records;

/// <content>The answers that were sent to it.</content>
internal sealed partial class InMemoryRun
{
    private readonly Dictionary<string, TaskCompletionSource<Signal>> _signals = new(StringComparer.Ordinal);

    public SignalResult Send(Signal signal)
    {
        lock (_gate)
        {
            if (_launch is null)
            {
                // Only actions of it are recorded here: where its launch is, is decided.
                return SignalResult.NoRun;
            }

            if (FindSignal(signal.Name) is { } known && known.Token == signal.Token)
            {
                return SignalResult.First;
            }

            return _end is not null ? SignalResult.RunEnded : SignalOf(signal.Name).TrySetResult(signal) ? SignalResult.First : SignalResult.Late;
        }
    }

    public void Note(Signal signal)
    {
        lock (_gate)
        {
            SignalOf(signal.Name).TrySetResult(signal);
        }
    }

    public Signal? FindSignal(string name)
    {
        lock (_gate)
        {
            return _signals.GetValueOrDefault(name)?.Task is { IsCompletedSuccessfully: true } answered ? answered.Result : null;
        }
    }

    public Task<Signal> WaitForSignalAsync(string name, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return SignalOf(name).Task.WaitAsync(cancellationToken);
        }
    }

    private TaskCompletionSource<Signal> SignalOf(string name)
    {
        if (!_signals.TryGetValue(name, out var signal))
        {
            _signals.Add(name, signal = new TaskCompletionSource<Signal>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return signal;
    }
}
