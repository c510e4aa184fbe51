using Undercurrent.Records;

namespace Undercurrent.Storage.Tests.Support;

/// <summary>Where a store keeps its data: empty at first, and gone when it is disposed.</summary>
internal abstract class StorePlace : IAsyncDisposable
{
    /// <summary>Opens a store on what is there. Several may be open at once, as several processes have them.</summary>
    public abstract Task<IRunStore> OpenAsync(StoreSetup? setup = null);

    /// <summary>Whether there are tables, whose rows can be counted.</summary>
    public virtual bool HasTables => false;

    /// <summary>How many rows a table has; 0 where there are none.</summary>
    public virtual Task<long> CountAsync(string table) => Task.FromResult(0L);

    public abstract ValueTask DisposeAsync();
}
