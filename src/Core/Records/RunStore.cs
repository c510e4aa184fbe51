namespace Undercurrent.Records;

/// <summary>
/// Where runs are recorded: in memory, in an SQLite file or in PostgreSQL. Open one, give it to a runner or a silo, and
/// dispose it behind them.
/// </summary>
/// <remarks>Thread-safe. Undercurrent.Storage opens the durable ones.</remarks>
public sealed class RunStore : IAsyncDisposable
{
    internal RunStore(IRunStore store) => Store = store;

    /// <summary>What is recorded, also of runs that this process has nothing to do with.</summary>
    public IRunRecords Records => Store;

    internal IRunStore Store { get; }

    /// <summary>A record in this process's memory, gone with it.</summary>
    /// <param name="options">How much of ended runs it keeps; null for the defaults.</param>
    public static RunStore InMemory(InMemoryRunStoreOptions? options = null) => new(new InMemoryRunStore(options ?? new InMemoryRunStoreOptions()));

    /// <summary>
    /// Removes ended runs that are older, or more, than <paramref name="retention"/> keeps, with all their actions; the
    /// oldest go first, in small batches, so that others can write in between. Durable stores do it by themselves too.
    /// </summary>
    /// <returns>How many runs were removed.</returns>
    public Task<int> RemoveOldRunsAsync(RunRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return Store.RemoveOldRunsAsync(retention, cancellationToken);
    }

    /// <summary>Records what is still under way, then closes the store.</summary>
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
