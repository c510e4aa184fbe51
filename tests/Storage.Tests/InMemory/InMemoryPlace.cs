using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.InMemory;

/// <summary>One store that lives as long as its place: whoever opens it again finds what was there.</summary>
internal sealed class InMemoryPlace : StorePlace
{
    private InMemoryRunStore? _store;

    public override Task<IRunStore> OpenAsync(StoreSetup? setup = null) =>
        Task.FromResult<IRunStore>(_store ??= new InMemoryRunStore(
            new InMemoryRunStoreOptions { MaxEndedRuns = int.MaxValue, MaxActions = int.MaxValue, MaxCacheBytes = setup?.MaxCacheBytes ?? long.MaxValue }, setup?.Time));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
