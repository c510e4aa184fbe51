using System.Diagnostics;
using System.Runtime.CompilerServices;
using Undercurrent.Execution;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Running;

/// <summary>
/// The <see cref="IRunner"/> over an Orleans cluster, for clients and silos alike. It never waits in one long call: it
/// launches, then asks again and again, so the loss of a gateway or a silo costs a retry and not the run. Thread-safe.
/// </summary>
internal sealed class GrainRunner : IRunner
{
    private readonly IGrainFactory _grains;
    private readonly GrainRunnerOptions _options;
    private readonly IdSource _ids;
    private readonly ClusterCalls _calls;
    private readonly CancellationTokenSource _disposed = new();

    public GrainRunner(IGrainFactory grains, GrainRunnerOptions options, TimeProvider time)
    {
        _grains = grains;
        _options = options;
        Time = time;
        _ids = new IdSource(time);
        _calls = new ClusterCalls(options.ReconnectLimit, options.Patience, time);
        Records = new ClusterRecords(grains, _calls);
    }

    public IRunRecords Records { get; }

    public TimeProvider Time { get; }

    public async Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        var limits = new TaskHostOptions { ContextLimits = _options.ContextLimits, MaxPayloadBytes = _options.MaxPayloadBytes };
        var launch = Launching.Prepare(request, limits, _options.LaunchedBy, Time, _ids);
        var message = RunLaunchMessage.From(launch);
        var answer = await _calls.InvokeAsync(
            () => _grains.GetGrain<IRunGrain>(launch.RunId.Value).LaunchAsync(message),
            static answer => answer.Refusal is LaunchRefusal.Draining or LaunchRefusal.Waiting,
            cancellationToken).ConfigureAwait(false);
        ThrowIfRefused(answer, launch);
        var channel = new ClusterRunChannel(_grains, _calls, launch.RunId, _options);
        if (!request.Options.CancellationToken.CanBeCanceled)
        {
            return new RunHandle(channel);
        }

        var watched = new WatchedChannel(channel);
        _ = CancelWithTokenAsync(watched, request.Options.CancellationToken);
        return new RunHandle(watched);
    }

    public async Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        await Records.GetRunAsync(runId, cancellationToken).ConfigureAwait(false) is null
            ? null
            : new RunHandle(new ClusterRunChannel(_grains, _calls, runId, _options));

    public async Task<bool> SendSignalAsync(RunId runId, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        var signal = Signals.Prepare(name, json, _options.LaunchedBy, Time, _ids);
        if (runId == default)
        {
            return Signals.IsFirst(SignalResult.NoRun, runId, signal);
        }

        var message = SignalMessage.From(signal);
        var result = await _calls.InvokeAsync(() => _grains.GetGrain<IRunGrain>(runId.Value).SignalAsync(message), cancellationToken).ConfigureAwait(false);
        return Signals.IsFirst((SignalResult)result, runId, signal);
    }

    /// <summary>Leaves the runs alone, and their tokens from now on.</summary>
    public ValueTask DisposeAsync()
    {
        // Not disposed: it has no timer, and those who still wait for it may look at it.
        _disposed.Cancel();
        return ValueTask.CompletedTask;
    }

    private static void ThrowIfRefused(LaunchAnswer answer, RunLaunch launch)
    {
        switch (answer.Refusal)
        {
            case LaunchRefusal.None:
                return;
            case LaunchRefusal.UnknownTask:
                throw new UnknownTaskException(launch.Task, answer.Message!);
            case LaunchRefusal.WrongInputs:
                throw new TaskInputException(launch.Task, answer.Message!);
            case LaunchRefusal.RunExists:
                throw new RunExistsException(launch.RunId);
            case LaunchRefusal.ContextLimit:
                throw new ContextLimitException(answer.Subject!, answer.Message!);
            case LaunchRefusal.StoreUnavailable:
                throw new StoreUnavailableException(answer.Message!);
            default:
                throw new UnreachableException($"The launch was refused for the reason {answer.Refusal}, which is not known here.");
        }
    }

    // For as long as this runner lives, and no longer than the run. Nobody awaits it, so it never faults.
    private async Task CancelWithTokenAsync(WatchedChannel run, CancellationToken token)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(token, _disposed.Token);
        while (!awake.IsCancellationRequested && !run.Ended.IsCompleted)
        {
            await PauseAsync(run, awake.Token).ConfigureAwait(false);
            await TryAsync(() => LookAsync(run, awake.Token)).ConfigureAwait(false);
        }

        while (!_disposed.IsCancellationRequested && !run.Ended.IsCompleted
            && !await TryAsync(() => run.CancelAsync(_disposed.Token)).ConfigureAwait(false))
        {
            await PauseAsync(run, _disposed.Token).ConfigureAwait(false);
        }
    }

    private Task PauseAsync(WatchedChannel run, CancellationToken cancellationToken) =>
        Task.WhenAny(run.Ended, Task.Delay(_options.Patience, Time, cancellationToken));

    // Whoever waits for the result has told of the end before. Only for a run that nobody waits for does this look fetch
    // the result; while a run goes on, it fetches nothing.
    private async Task LookAsync(WatchedChannel run, CancellationToken cancellationToken)
    {
        if (!run.Ended.IsCompleted)
        {
            var answer = await _calls.InvokeAsync(
                () => _grains.GetGrain<IRunGrain>(run.RunId.Value).WaitAsync(TimeSpan.Zero), cancellationToken).ConfigureAwait(false);
            if (!answer.IsKnown || answer.Outcome is not null)
            {
                run.End();
            }
        }
    }

    private static async Task<bool> TryAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            // The cluster is out of reach, or this call was ended. Runs outlive both, so the next round asks again; whoever
            // uses the handle is told.
            return false;
        }
    }

    /// <summary>A run that a token may cancel: tells of its end when somebody sees it.</summary>
    private sealed class WatchedChannel(ClusterRunChannel channel) : IRunChannel
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public RunId RunId => channel.RunId;

        public Task Ended => _ended.Task;

        public void End() => _ended.TrySetResult();

        public async Task<Outcome> WaitForOutcomeAsync(CancellationToken cancellationToken)
        {
            var outcome = await channel.WaitForOutcomeAsync(cancellationToken).ConfigureAwait(false);
            End();
            return outcome;
        }

        public async Task<RunRecord> GetRecordAsync(CancellationToken cancellationToken)
        {
            var record = await channel.GetRecordAsync(cancellationToken).ConfigureAwait(false);
            if (record.State != RunState.Running)
            {
                End();
            }

            return record;
        }

        public Task CancelAsync(CancellationToken cancellationToken) => channel.CancelAsync(cancellationToken);

        public Task CancelActionAsync(ActionId actionId, CancellationToken cancellationToken) => channel.CancelActionAsync(actionId, cancellationToken);

        public async IAsyncEnumerable<RunEvent> FollowAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var happened in channel.FollowAsync(after, cancellationToken).ConfigureAwait(false))
            {
                if (happened.Kind == RunEventKind.RunEnded)
                {
                    End();
                }

                yield return happened;
            }
        }
    }
}
