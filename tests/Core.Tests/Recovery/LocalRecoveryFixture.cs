using System.Collections.Concurrent;
using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>Each launch has a process of its own, which can die: behind its death it records nothing and answers nothing.</summary>
public sealed class LocalRecoveryFixture : RecoveryFixture, IAsyncDisposable
{
    private readonly IRunStore _record = new InMemoryRunStore(new InMemoryRunStoreOptions()) { IsShared = true };
    private readonly ConcurrentDictionary<string, CrashingStore> _processes = new(StringComparer.Ordinal);
    private LocalRunner? _survivor;

    public override IRunner Runner => new LaunchesApart(this);

    private LocalRunner Survivor => _survivor ?? throw new InvalidOperationException("The fixture has not been started.");

    public override Task InitializeAsync()
    {
        _survivor = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(_record) });
        return Task.CompletedTask;
    }

    public override async Task<RunHandle> KillOwnerAsync(RunId runId)
    {
        _processes[runId.Value].Crash();
        return await Survivor.ResumeAsync(runId);
    }

    public override async Task DisposeAsync() => await Survivor.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await _record.DisposeAsync();

    private sealed class LaunchesApart(LocalRecoveryFixture fixture) : IRunner
    {
        public IRunRecords Records => fixture._record;

        public async Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default)
        {
            var process = new CrashingStore(fixture._record);
            var runner = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(process) });
            var run = await runner.LaunchAsync(request, cancellationToken);
            fixture._processes[run.RunId.Value] = process;

            // Whoever waits is another process, which doesn't die.
            return (await fixture.Survivor.GetRunAsync(run.RunId, cancellationToken))!;
        }

        public Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) => fixture.Survivor.GetRunAsync(runId, cancellationToken);

        public Task<bool> SendSignalAsync(RunId runId, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
            fixture.Survivor.SendSignalAsync(runId, name, json, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
