using Undercurrent.Records;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>Where a durable record lies. Disposed of when its store is.</summary>
internal interface IStorePlace : IAsyncDisposable
{
    Task<RunStore> OpenAsync();
}
