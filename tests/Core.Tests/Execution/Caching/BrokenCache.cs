using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Execution.Caching;

/// <summary>A cache of which nothing works.</summary>
internal sealed class BrokenCache : ICacheStore
{
    public ValueTask<CacheEntry?> FindAsync(CacheKey key, CancellationToken cancellationToken = default) => throw new InvalidOperationException("find");

    public async Task PutAsync(CacheEntry entry)
    {
        await Task.Yield();
        throw new InvalidOperationException("put");
    }

    public Task<bool> TryHoldAsync(CacheKey key, string holder, TimeSpan lease, TimeSpan patience, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("hold");

    public Task<bool> RenewAsync(CacheKey key, string holder, TimeSpan lease) => throw new InvalidOperationException("renew");

    public Task TrimAsync(CancellationToken cancellationToken = default) => throw new InvalidOperationException("trim");

    public Task ReleaseAsync(CacheKey key, string holder) => throw new InvalidOperationException("release");
}
