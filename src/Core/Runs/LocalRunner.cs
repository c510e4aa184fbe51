using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent;

/// <summary>Runs tasks in this process; there is nothing to install. Runs don't outlive the process.</summary>
/// <remarks>Thread-safe. Disposing cancels the runs that still run and waits for them.</remarks>
public sealed class LocalRunner : IRunner
{
    private const int EventsAtATime = 1000;

    private readonly TaskHost _host;
    private readonly ServiceProvider? _ownServices;
    private readonly IdSource _ids;
    private readonly string _launchedBy;
    private readonly ConcurrentDictionary<RunId, RunOwner> _running = new();
    private int _disposed;

    private LocalRunner(LocalRunnerOptions options, TaskCatalog catalog)
    {
        options.Check();
        _ownServices = options.Services is null ? new ServiceCollection().BuildServiceProvider() : null;
        var services = options.Services ?? _ownServices!;
        _ids = new IdSource(options.Time);
        _launchedBy = options.LaunchedBy ?? Launching.DefaultLaunchedBy;
        _host = new TaskHost
        {
            Name = $"{Environment.MachineName}:{Environment.ProcessId}",
            Options = new TaskHostOptions
            {
                ContextLimits = options.ContextLimits,
                MaxPayloadBytes = options.MaxPayloadBytes,
                CancellationGrace = options.CancellationGrace,
            },
            Services = services,
            LoggerFactory = options.LoggerFactory ?? services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            Time = options.Time,
            Store = new InMemoryRunStore(options.Record),
            Catalog = catalog,
            BlockingBodies = new BlockingBodies(options.MaxBlockingThreads),
            Runner = this,
        };
        _host.Engine = new LocalEngine(_host);
    }

    /// <inheritdoc/>
    public IRunRecords Records => _host.Store;

    /// <summary>A runner in this process.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range; all that are, are named.</exception>
    public static LocalRunner Create(LocalRunnerOptions? options = null) => new(options ?? new LocalRunnerOptions(), TaskCatalog.Default);

    /// <inheritdoc/>
    public async Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        var launch = Launching.Prepare(request, _host.Options, _launchedBy, _host.Time, _ids);
        var owner = new RunOwner(_host, launch);
        await StartAsync(launch.RunId, owner).ConfigureAwait(false);
        if (_disposed != 0)
        {
            // Disposed meanwhile, perhaps before it could see this run.
            owner.Cancel();
        }

        _ = ForgetAtEndAsync(launch.RunId, owner, request.Options.CancellationToken.UnsafeRegister(static run => ((RunOwner)run!).Cancel(), owner));
        return new RunHandle(new Channel(this, launch.RunId, owner));
    }

    /// <inheritdoc/>
    public async Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        await _host.Store.GetRunAsync(runId, cancellationToken).ConfigureAwait(false) is null ? null : new RunHandle(new Channel(this, runId, launched: null));

    /// <summary>Cancels what still runs and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        foreach (var owner in _running.Values)
        {
            owner.Cancel();
        }

        await Task.WhenAll(_running.Values.Select(owner => owner.Outcome)).ConfigureAwait(false);
        _host.BlockingBodies.Dispose();
        if (_ownServices is not null)
        {
            await _ownServices.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Known before it is recorded: whoever finds the record finds the owner too.
    private async Task StartAsync(RunId runId, RunOwner owner)
    {
        if (!_running.TryAdd(runId, owner))
        {
            throw new RunExistsException(runId);
        }

        try
        {
            await StartApartAsync(owner).ConfigureAwait(false);
        }
        catch
        {
            _running.TryRemove(runId, out _);
            throw;
        }
    }

    // Without the launcher's flow: a run must not inherit its TaskContext, log scope or span as if it were called.
    private static Task StartApartAsync(RunOwner owner)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            return Task.Run(owner.StartAsync);
        }
    }

    private async Task ForgetAtEndAsync(RunId runId, RunOwner owner, CancellationTokenRegistration cancellation)
    {
        await owner.Outcome.ConfigureAwait(false);
        await cancellation.DisposeAsync().ConfigureAwait(false);
        _running.TryRemove(runId, out _);
        owner.Dispose();
    }

    /// <summary>A handle's way to a run of this runner. Who launched it keeps its outcome, however soon the record drops it.</summary>
    private sealed class Channel(LocalRunner runner, RunId runId, RunOwner? launched) : IRunChannel
    {
        public RunId RunId => runId;

        public async Task<Outcome> WaitForOutcomeAsync(CancellationToken cancellationToken)
        {
            if ((launched ?? runner._running.GetValueOrDefault(runId)) is { } owner && await owner.Started.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                return await owner.Outcome.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            var record = await GetRecordAsync(cancellationToken).ConfigureAwait(false);
            return record.State switch
            {
                RunState.Succeeded => Outcome.Succeeded(record.Output!.Value),
                RunState.Cancelled => Outcome.Cancelled(),
                _ => Outcome.Failed(record.Failure!),
            };
        }

        public async Task<RunRecord> GetRecordAsync(CancellationToken cancellationToken) =>
            await runner.Records.GetRunAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotRecordedException(
                runId, "The record in memory keeps the latest ended runs; LocalRunnerOptions.Record.MaxEndedRuns keeps more of them.");

        public Task CancelAsync(CancellationToken cancellationToken)
        {
            if (runner._running.TryGetValue(runId, out var owner))
            {
                owner.Cancel();
            }

            return Task.CompletedTask;
        }

        public async IAsyncEnumerable<RunEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var store = runner._host.Store;
            var after = 0L;
            while (true)
            {
                await store.WaitForEventAsync(runId, after, cancellationToken).ConfigureAwait(false);
                foreach (var happened in await store.ReadEventsAsync(runId, after, EventsAtATime, cancellationToken).ConfigureAwait(false))
                {
                    yield return happened;
                    after = happened.Sequence;
                    if (happened.Kind == RunEventKind.RunEnded)
                    {
                        yield break;
                    }
                }
            }
        }
    }
}
