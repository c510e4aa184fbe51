using System.Diagnostics;
using Undercurrent.Benchmarks.Suite;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>A run that is interrupted right before its end, behind its children, and resumed by another runner.</summary>
/// <param name="place">Where the record lies; each runner opens it anew.</param>
internal sealed class RecoveryStage(IStorePlace place) : IStage
{
    private double _firstSeconds;

    public Task StartAsync() => Task.CompletedTask;

    public Task QuietAsync() => Task.CompletedTask;

    /// <summary>Seconds from the resumption until the run is where it was interrupted, all children answered from the record.</summary>
    public async Task<double> ResumeAsync(int children)
    {
        RunId interrupted;
        var gate = GateTasks.Close();
        await using (var store = await place.OpenAsync())
        await using (var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store }))
        {
            var clock = Stopwatch.StartNew();
            interrupted = (await runner.StartAsync(GateTasks.FanOutToGate, children, FourKeys.Launch)).RunId;
            await gate.Reached;
            _firstSeconds = clock.Elapsed.TotalSeconds;
        }

        gate = GateTasks.Close();
        await using (var store = await place.OpenAsync())
        await using (var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store }))
        {
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            var clock = Stopwatch.StartNew();
            var run = await runner.ResumeAsync(interrupted);
            await gate.Reached;
            var seconds = clock.Elapsed.TotalSeconds;
            gate.Open();
            var answered = await run.As(GateTasks.FanOutToGate).ResultAsync();
            return answered == children ? seconds : throw new InvalidOperationException($"{answered} of {children} children answered.");
        }
    }

    /// <summary>Seconds that the same took when the run was launched.</summary>
    public Task<double> FirstRunAsync() => Task.FromResult(_firstSeconds);

    public ValueTask DisposeAsync() => place.DisposeAsync();
}
