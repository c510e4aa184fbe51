using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.InMemory;

/// <summary>The record in memory, as the contract wants it.</summary>
public sealed class InMemoryFixture : RunStoreFixture
{
    internal override Task<StorePlace> CreatePlaceAsync() => Task.FromResult<StorePlace>(new InMemoryPlace());
}
