using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent;

/// <summary>
/// Runs tasks in this process; there is nothing to install. With a durable store a run survives the process: it is
/// interrupted, and goes on when a runner over the same store is asked to resume it.
/// </summary>
/// <remarks>
/// Thread-safe. Disposing ends what still runs and waits for it: without a durable store the runs are cancelled, with one
/// they are interrupted, and can be resumed.
/// </remarks>
public sealed partial class LocalRunner : IRunner
{
    private const int EventsAtATime = 1000;

    private static readonly TimeSpan GiveUpLimit = TimeSpan.FromSeconds(30);

    private readonly TaskHost _host;
    private readonly ServiceProvider? _ownServices;
    private readonly IdSource _ids;
    private readonly string _launchedBy;
    private readonly ConcurrentDictionary<RunId, RunOwner> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly IDisposable _held;
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
            Store = options.Store?.Store ?? new InMemoryRunStore(options.Record, options.Time),
            Owner = $"{Environment.MachineName}:{Environment.ProcessId}:{_ids.NewRunId()}",
            WaitsWhenGivenUp = true,
            Stopping = _stopping.Token,
            Catalog = catalog,
            BlockingBodies = new BlockingBodies(options.MaxBlockingThreads),
            Runner = this,
        };
        _host.Engine = new LocalEngine(_host);
        _held = _host.Store.HoldOwner(_host.Owner);
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
        return await StartAsync(owner, request.Options.CancellationToken).ConfigureAwait(false);
    }

    private async Task<RunHandle> StartAsync(RunOwner owner, CancellationToken cancellation)
    {
        await StartAsync(owner.RunId, owner).ConfigureAwait(false);
        if (_disposed != 0)
        {
            // Disposed meanwhile, perhaps before it could see this run.
            EndEarly(owner);
        }

        _ = ForgetAtEndAsync(owner.RunId, owner, cancellation.UnsafeRegister(static run => ((RunOwner)run!).Cancel(), owner));
        return new RunHandle(new Channel(this, owner.RunId, owner));
    }

    /// <inheritdoc/>
    public async Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        await _host.Store.GetRunAsync(runId, cancellationToken).ConfigureAwait(false) is null ? null : new RunHandle(new Channel(this, runId, launched: null));

    /// <summary>Ends what still runs, cancelled or interrupted, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // Not awaited: what hangs on the token may take as long as it wants.
        _ = _stopping.CancelSafelyAsync(_host.Log);
        foreach (var owner in _running.Values)
        {
            EndEarly(owner);
        }

        await AwaitEndAsync().ConfigureAwait(false);
        _held.Dispose();
        _host.BlockingBodies.Dispose();
        if (_ownServices is not null)
        {
            await _ownServices.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A durable store that is away must not keep the process from ending: its runs are found interrupted all the same.
    private async Task AwaitEndAsync()
    {
        var ended = Task.WhenAll(_running.Values.Select(owner => owner.Outcome));
        try
        {
            await ended.WaitAsync(_host.Store.IsShared ? GiveUpLimit : Timeout.InfiniteTimeSpan, _host.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            CallerLog.NotGivenUp(_host.Log, _running.Count);
        }
    }

    // With a durable store the stop of this runner, which the owner heeds by itself, is no reason to cancel the run.
    private void EndEarly(RunOwner owner)
    {
        if (!_host.Store.IsShared)
        {
            owner.Cancel();
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
}
