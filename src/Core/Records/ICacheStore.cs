namespace Undercurrent.Records;

/// <summary>
/// Cached results, and who computes one at the moment. It belongs to a run store, or to all silos of a cluster whose
/// silos have a record each. Thread-safe.
/// </summary>
/// <remarks>What it throws is for the caller to log: a cache that can't be reached is one that has nothing.</remarks>
internal interface ICacheStore
{
    /// <summary>The entry, or null when there is none or it has expired. That it was used is noted now and then.</summary>
    ValueTask<CacheEntry?> FindAsync(CacheKey key, CancellationToken cancellationToken = default);

    /// <summary>Keeps an entry, in place of one with the same key. When the task completes, everybody finds it.</summary>
    Task PutAsync(CacheEntry entry);

    /// <summary>
    /// Takes the hold of a key when nobody has it, when whoever had it has not renewed it in time, or when this holder has
    /// it already. When somebody else has it, waits until it may be free.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="holder">Who wants it.</param>
    /// <param name="lease">How long it holds unless it is renewed, by the store's clock.</param>
    /// <param name="patience">The most that it waits. It ends early when somebody in this process releases the hold.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it is held. When not: look for the entry, then ask again.</returns>
    Task<bool> TryHoldAsync(CacheKey key, string holder, TimeSpan lease, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Holds on for another <paramref name="lease"/>; false when somebody else has it by now.</summary>
    Task<bool> RenewAsync(CacheKey key, string holder, TimeSpan lease);

    /// <summary>
    /// Removes what has expired and, while there is more than the limit, what was not used for longest. A store does so by
    /// itself too.
    /// </summary>
    Task TrimAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives the hold up; nothing when this holder doesn't have it any more.</summary>
    Task ReleaseAsync(CacheKey key, string holder);
}
