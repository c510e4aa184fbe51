using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Caching;

/// <summary>The cache of a cluster whose silos have a record each: every key has a grain, and that a silo's memory. Thread-safe.</summary>
/// <param name="grains">Injected, since a body may call from any thread (rule 7 of the house).</param>
/// <param name="own">What is in this silo's memory.</param>
internal sealed class GrainCacheStore(IGrainFactory grains, ICacheStore own) : ICacheStore
{
    public async ValueTask<CacheEntry?> FindAsync(CacheKey key, CancellationToken cancellationToken = default) =>
        (await Of(key).FindAsync().WaitAsync(cancellationToken).ConfigureAwait(false))?.ToEntry(key);

    public Task PutAsync(CacheEntry entry) => Of(entry.Key).PutAsync(CacheEntryMessage.From(entry));

    public async Task<bool> TryHoldAsync(CacheKey key, string holder, TimeSpan lease, TimeSpan patience, CancellationToken cancellationToken)
    {
        var asked = Of(key).TryHoldAsync(holder, lease, patience);
        try
        {
            return await asked.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = ReleaseLateAsync(asked, key, holder);
            throw;
        }
    }

    public Task<bool> RenewAsync(CacheKey key, string holder, TimeSpan lease) => Of(key).RenewAsync(holder, lease);

    public Task ReleaseAsync(CacheKey key, string holder) => Of(key).ReleaseAsync(holder);

    public Task TrimAsync(CancellationToken cancellationToken = default) => own.TrimAsync(cancellationToken);

    // Whoever asked is gone; what he gets all the same must not stand until its lease is over.
    private async Task ReleaseLateAsync(Task<bool> asked, CacheKey key, string holder)
    {
        try
        {
            if (await asked.ConfigureAwait(false))
            {
                await ReleaseAsync(key, holder).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // Then it stands until its lease is over.
        }
    }

    private ICacheGrain Of(CacheKey key) => grains.GetGrain<ICacheGrain>(key.ToString());
}
