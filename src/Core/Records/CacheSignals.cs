using System.Runtime.InteropServices;

namespace Undercurrent.Records;

/// <summary>Wakes those of this process who wait for the hold of a key. Thread-safe.</summary>
internal sealed class CacheSignals
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CacheKey, Watch> _watches = [];

    /// <summary>Begins to watch a key: a signal from now on is not missed. Dispose it behind the waiting.</summary>
    public Watch Enter(CacheKey key)
    {
        lock (_gate)
        {
            ref var watch = ref CollectionsMarshal.GetValueRefOrAddDefault(_watches, key, out _);
            watch ??= new Watch(this, key);
            watch.Waiting++;
            return watch;
        }
    }

    /// <summary>Wakes all who watch the key.</summary>
    public void Signal(CacheKey key)
    {
        Watch? watch;
        lock (_gate)
        {
            _watches.Remove(key, out watch);
        }

        watch?.Wake();
    }

    private void Leave(Watch watch)
    {
        lock (_gate)
        {
            if (--watch.Waiting == 0 && _watches.TryGetValue(watch.Key, out var current) && ReferenceEquals(current, watch))
            {
                _watches.Remove(watch.Key);
            }
        }
    }

    /// <summary>Those who wait for the next signal of one key.</summary>
    internal sealed class Watch(CacheSignals signals, CacheKey key) : IDisposable
    {
        private readonly TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CacheKey Key => key;

        public int Waiting { get; set; }

        public void Wake() => _signal.TrySetResult();

        /// <summary>Waits for the signal, at most so long.</summary>
        public async Task WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        {
            try
            {
                await _signal.Task.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // It may be free all the same: another process sends no signal here.
            }
        }

        public void Dispose() => signals.Leave(this);
    }
}
