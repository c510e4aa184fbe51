using Orleans.Concurrency;
using Orleans.Placement;
using Undercurrent.Execution;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Caching;

/// <summary>
/// Answers from the memory of the silo that it is on. By the hash of its key, so that it comes back to the same silo while
/// the cluster stays the same.
/// </summary>
[HashBasedPlacement]
[Reentrant]
internal sealed class CacheGrain(TaskHost host, IGrainContext context) : ICacheGrain
{
    private readonly CacheKey _key = CacheKey.Parse(context.GrainId.Key.ToString()!);

    // Not the host's way to the cache: that leads here.
    private ICacheStore Cache => host.Store.Cache;

    public async Task<CacheEntryMessage?> FindAsync() =>
        await Cache.FindAsync(_key).ConfigureAwait(true) is { } entry ? CacheEntryMessage.From(entry) : null;

    public Task PutAsync(CacheEntryMessage entry) => Cache.PutAsync(entry.ToEntry(_key));

    public Task<bool> TryHoldAsync(string holder, TimeSpan lease, TimeSpan patience) =>
        Cache.TryHoldAsync(_key, holder, lease, patience, CancellationToken.None);

    public Task<bool> RenewAsync(string holder, TimeSpan lease) => Cache.RenewAsync(_key, holder, lease);

    public Task ReleaseAsync(string holder) => Cache.ReleaseAsync(_key, holder);
}
