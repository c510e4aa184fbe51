using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains;

/// <summary>
/// The cached result of one key, where the silos have a record each: its activation is on one silo, and what that silo's
/// memory has is what all of them find. The key is that of the result, in hexadecimal digits.
/// </summary>
[Alias("undercurrent.cache")]
internal interface ICacheGrain : IGrainWithStringKey
{
    /// <summary>The entry, or null.</summary>
    [Alias("find")]
    Task<CacheEntryMessage?> FindAsync();

    /// <summary>Keeps an entry.</summary>
    [Alias("put")]
    Task PutAsync(CacheEntryMessage entry);

    /// <summary>Takes the hold, or waits for at most <paramref name="patience"/> until it may be free.</summary>
    [Alias("hold")]
    Task<bool> TryHoldAsync(string holder, TimeSpan lease, TimeSpan patience);

    /// <summary>Holds on; false when somebody else has it.</summary>
    [Alias("renew")]
    Task<bool> RenewAsync(string holder, TimeSpan lease);

    /// <summary>Gives the hold up.</summary>
    [Alias("release")]
    Task ReleaseAsync(string holder);
}
