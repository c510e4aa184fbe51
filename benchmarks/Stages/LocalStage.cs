using Undercurrent.Benchmarks.Suite;
using Undercurrent.Records;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>A runner in process.</summary>
/// <param name="place">Where the durable record lies; null for the record in memory.</param>
internal sealed class LocalStage(IStorePlace? place = null) : IStage
{
    // Every round is a run. Of the ended ones one is kept, so that the record doesn't grow from round to round.
    private static readonly InMemoryRunStoreOptions Record = new() { MaxEndedRuns = 1 };

    private RunStore? _store;
    private LocalRunner? _runner;

    public async Task StartAsync()
    {
        _store = place is null ? null : await place.OpenAsync();
        _runner = LocalRunner.Create(new LocalRunnerOptions { Record = Record, Store = _store });
    }

    /// <summary>With the context of 4 keys.</summary>
    public async Task<double> RunAsync(TaskDefinition<int, double> task, int input) =>
        await (await _runner!.StartAsync(task, input, FourKeys.Launch)).ResultAsync();

    public Task QuietAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_runner is not null)
        {
            await _runner.DisposeAsync();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (place is not null)
        {
            await place.DisposeAsync();
        }
    }
}
