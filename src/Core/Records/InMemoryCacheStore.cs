using System.Runtime.InteropServices;

namespace Undercurrent.Records;

/// <summary>Cached results in memory, the least recently used of which go when there are too many. Thread-safe.</summary>
/// <param name="maxBytes">What all entries may take together.</param>
/// <param name="time">The clock of expiry and holds.</param>
internal sealed class InMemoryCacheStore(long maxBytes, TimeProvider time) : ICacheStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CacheKey, LinkedListNode<CacheEntry>> _entries = [];
    private readonly Dictionary<CacheKey, Hold> _holds = [];
    private readonly Dictionary<RunId, HashSet<CacheKey>> _ofRuns = [];
    private readonly CacheSignals _signals = new();

    // The most recently used first.
    private readonly LinkedList<CacheEntry> _byUse = [];
    private long _bytes;

    public ValueTask<CacheEntry?> FindAsync(CacheKey key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                return default;
            }

            if (node.Value.ExpiresAt <= time.GetUtcNow())
            {
                Remove(node);
                return default;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return new(node.Value);
        }
    }

    public Task PutAsync(CacheEntry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Key, out var before))
            {
                Remove(before);
            }

            if (entry.Size > maxBytes)
            {
                // It would push all others out.
                return Task.CompletedTask;
            }

            _entries.Add(entry.Key, _byUse.AddFirst(entry));
            _bytes += entry.Size;
            if (entry.OnlyRun is { } run)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_ofRuns, run, out _) ??= []).Add(entry.Key);
            }

            while (_bytes > maxBytes)
            {
                Remove(_byUse.Last!);
            }
        }

        return Task.CompletedTask;
    }

    public Task TrimAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            // What is over the limit went with the put that came over it.
            var now = time.GetUtcNow();
            foreach (var node in _entries.Values.Where(node => node.Value.ExpiresAt <= now).ToArray())
            {
                Remove(node);
            }

            foreach (var key in _holds.Where(hold => hold.Value.Until <= now).Select(hold => hold.Key).ToArray())
            {
                _holds.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    public async Task<bool> TryHoldAsync(CacheKey key, string holder, TimeSpan lease, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var watch = _signals.Enter(key);
        lock (_gate)
        {
            if (!_holds.TryGetValue(key, out var hold) || hold.Holder == holder || hold.Until <= time.GetUtcNow())
            {
                _holds[key] = new Hold(holder, time.GetUtcNow() + lease);
                return true;
            }
        }

        await watch.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false);
        return false;
    }

    public Task<bool> RenewAsync(CacheKey key, string holder, TimeSpan lease)
    {
        lock (_gate)
        {
            var isHeld = _holds.TryGetValue(key, out var hold) && hold.Holder == holder;
            if (isHeld)
            {
                _holds[key] = new Hold(holder, time.GetUtcNow() + lease);
            }

            return Task.FromResult(isHeld);
        }
    }

    public Task ReleaseAsync(CacheKey key, string holder)
    {
        lock (_gate)
        {
            if (_holds.TryGetValue(key, out var hold) && hold.Holder == holder)
            {
                _holds.Remove(key);
            }
        }

        _signals.Signal(key);
        return Task.CompletedTask;
    }

    /// <summary>Removes the entries of a run that is dropped.</summary>
    public void RemoveRun(RunId runId)
    {
        lock (_gate)
        {
            if (_ofRuns.Remove(runId, out var keys))
            {
                foreach (var key in keys)
                {
                    Remove(_entries[key]);
                }
            }
        }
    }

    private void Remove(LinkedListNode<CacheEntry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= node.Value.Size;
        if (node.Value.OnlyRun is { } run && _ofRuns.TryGetValue(run, out var keys) && keys.Remove(node.Value.Key) && keys.Count == 0)
        {
            _ofRuns.Remove(run);
        }
    }

    private readonly record struct Hold(string Holder, DateTimeOffset Until);
}
