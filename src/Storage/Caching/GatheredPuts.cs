using Undercurrent.Records;

namespace Undercurrent.Storage.Caching;

/// <summary>
/// Entries on their way into the database: those that come while others are being written go together, in one transaction.
/// Thread-safe.
/// </summary>
/// <param name="maxBytes">About how many bytes go together at most; a larger entry goes alone.</param>
/// <param name="write">Runs a write on the journal's thread, again when it has to be; it is given what makes the batch there.</param>
internal sealed class GatheredPuts(long maxBytes, Func<Func<IReadOnlyCollection<CacheEntry>>, Task> write)
{
    private const int MaxEntries = 100;

    private readonly Lock _gate = new();
    private readonly Queue<(CacheEntry Entry, TaskCompletionSource Done)> _waiting = new();
    private bool _isWriting;

    /// <summary>Completes when the entry is committed.</summary>
    public Task AddAsync(CacheEntry entry)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue((entry, done));
            if (_isWriting)
            {
                return done.Task;
            }

            _isWriting = true;
        }

        _ = WriteAsync();
        return done.Task;
    }

    // Never faults: what goes wrong goes to who waits.
    private async Task WriteAsync()
    {
        do
        {
            List<(CacheEntry Entry, TaskCompletionSource Done)>? taken = null;
            try
            {
                await write(() => EntriesOf(taken ??= Take())).ConfigureAwait(false);
                taken?.ForEach(put => put.Done.SetResult());
            }
            catch (Exception exception)
            {
                (taken ?? Take()).ForEach(put => put.Done.SetException(exception));
            }
        }
        while (HasMore());
    }

    private bool HasMore()
    {
        lock (_gate)
        {
            return _isWriting = _waiting.Count > 0;
        }
    }

    private List<(CacheEntry Entry, TaskCompletionSource Done)> Take()
    {
        lock (_gate)
        {
            var taken = new List<(CacheEntry, TaskCompletionSource)>();
            for (var bytes = 0L; taken.Count < MaxEntries && _waiting.TryPeek(out var next) && (taken.Count == 0 || bytes + next.Entry.Size <= maxBytes);)
            {
                bytes += next.Entry.Size;
                taken.Add(_waiting.Dequeue());
            }

            return taken;
        }
    }

    // Of the same key the last one counts.
    private static IReadOnlyCollection<CacheEntry> EntriesOf(List<(CacheEntry Entry, TaskCompletionSource Done)> puts)
    {
        var entries = new Dictionary<CacheKey, CacheEntry>();
        foreach (var (entry, _) in puts)
        {
            entries[entry.Key] = entry;
        }

        return entries.Values;
    }
}
