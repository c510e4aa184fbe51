using Undercurrent.Records;

namespace Undercurrent.Storage.Tests.Support;

/// <summary>
/// A kind of store to hold against the contract. One fixture is derived from it for each kind, and one sealed class from
/// each contract class. Tests of a class share <see cref="Store"/> and use run ids of their own; who needs an empty store
/// makes a place.
/// </summary>
public abstract class RunStoreFixture : IAsyncLifetime
{
    private StorePlace? _place;
    private IRunStore? _store;

    internal IRunStore Store => _store ?? throw new InvalidOperationException("The fixture is not initialized.");

    /// <summary>An empty place of its own.</summary>
    internal abstract Task<StorePlace> CreatePlaceAsync();

    /// <summary>A store of its own on the place that <see cref="Store"/> is on.</summary>
    internal Task<IRunStore> OpenAsync(StoreSetup? setup = null) => _place!.OpenAsync(setup);

    /// <summary>Opens the shared store.</summary>
    public async Task InitializeAsync()
    {
        _place = await CreatePlaceAsync();
        _store = await _place.OpenAsync();
    }

    /// <summary>Closes it.</summary>
    public async Task DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (_place is not null)
        {
            await _place.DisposeAsync();
        }
    }
}
