using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// Owns one run in this process, on either engine: records its launch, or takes it over from another owner; runs its root;
/// records its end, or gives it up when the process stops. Thread-safe.
/// </summary>
internal sealed class RunOwner : IDisposable
{
    private readonly TaskHost _host;
    private readonly RunLaunch _launch;
    private readonly TaskDefinition _task;
    private readonly RunClaim? _claim;
    private readonly long _epoch;
    private readonly CancellationTokenSource _cancellation = new();
    private bool _isLost;
    private bool _leftBodiesBehind;
    private readonly TaskCompletionSource<bool> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A run that was taken over: it goes on from what is recorded.</summary>
    /// <exception cref="UnknownTaskException">This process has no such task.</exception>
    public RunOwner(TaskHost host, RunClaim claim)
        : this(host, claim.Launch) => (_claim, _epoch) = (claim, claim.Epoch);

    /// <summary>Checks the launch; nothing is recorded and nothing runs yet.</summary>
    /// <exception cref="UnknownTaskException">This process has no such task.</exception>
    /// <exception cref="TaskInputException">The inputs don't fit it.</exception>
    public RunOwner(TaskHost host, RunLaunch launch)
    {
        var task = host.Catalog.Get(launch.Task, "on", host.Name);
        _host = host;
        _epoch = RunLaunch.FirstEpoch;
        _launch = launch with { Inputs = task.NormalizeInputs(launch.Inputs) };
        PayloadLimit.CheckInputs(launch.Task, _launch.Inputs.Length, host.Options.MaxPayloadBytes);
        _task = launch.TaskOptions is null ? task : task.WithOptions(LaunchedOptions.Restore(launch.TaskOptions, task));
    }

    public RunId RunId => _launch.RunId;

    /// <summary>
    /// How the run ended; recorded before it completes. <see cref="OutcomeKind.Superseded"/> when it did not end here:
    /// it was given up, or another owner has it. It never faults.
    /// </summary>
    public Task<Outcome> Outcome => _outcome.Task;

    /// <summary>Whether the launch was recorded and the root started. It never faults.</summary>
    public Task<bool> Started => _started.Task;

    /// <summary>Records the launch, then starts the root.</summary>
    /// <exception cref="RunExistsException">The id is taken; nothing was started.</exception>
    public async Task StartAsync()
    {
        try
        {
            if (_claim is null)
            {
                var launched = new RunLaunched(_launch, _host.Owner, _host.Scope);

                // The same launch may have reached another owner too; then the run is that one's.
                _isLost = await _host.Store.AppendAsync(launched).ConfigureAwait(true) == Appended.Refused;
            }
            else if (_claim.CancelRequested)
            {
                await _cancellation.CancelAsync().ConfigureAwait(true);
            }
        }
        catch
        {
            _started.SetResult(false);
            _outcome.SetResult(Execution.Outcome.Cancelled());
            throw;
        }

        _started.SetResult(true);
        if (_isLost)
        {
            _outcome.SetResult(Execution.Outcome.Superseded());
            return;
        }

        _ = RunAsync();
    }

    /// <summary>Stops without a word to the record: another owner has the run.</summary>
    public void Abandon()
    {
        _isLost = true;
        Cancel();
    }

    /// <summary>Has it recorded that the run is to be cancelled, so that a crash doesn't forget it, then cancels it.</summary>
    public async Task RequestCancelAsync()
    {
        await _host.Store.AppendAsync(new RunCancelRequested(_launch.RunId, _host.Time.GetUtcNow())).ConfigureAwait(false);
        Cancel();
    }

    /// <summary>Cancels the run and every action below it. Doing it twice, or after the end, does nothing.</summary>
    public void Cancel() => _ = _cancellation.CancelSafelyAsync(_host.Log);

    public void Dispose() => _cancellation.Dispose();

    private async Task RunAsync()
    {
        var outcome = await RunRootAsync().ConfigureAwait(true);
        try
        {
            outcome = await CloseAsync(outcome).ConfigureAwait(true);
        }
        catch (Exception exception)
        {
            outcome = await CloseBrokenAsync(exception).ConfigureAwait(true);
        }

        _host.Cancels.Forget(_launch.RunId);
        _outcome.SetResult(outcome);
    }

    // What is told to who waits is what the record has, or that another has the run.
    private async Task<Outcome> CloseAsync(Outcome outcome)
    {
        if (_isLost || outcome.Kind == OutcomeKind.Superseded)
        {
            return Execution.Outcome.Superseded();
        }

        if (IsGivenUp(outcome))
        {
            await _host.Store.ReleaseAsync(_launch.RunId, _epoch, _host.WaitsWhenGivenUp).ConfigureAwait(true);
            return Execution.Outcome.Superseded();
        }

        return await EndAsync(outcome).ConfigureAwait(true);
    }

    // The outcome can't be recorded as it is. That it can't is an end too; when even that can't be recorded, the run is
    // given up, since one that nobody owns can be seen and taken over.
    private async Task<Outcome> CloseBrokenAsync(Exception exception)
    {
        if (exception is RunTakenOverException)
        {
            return Execution.Outcome.Superseded();
        }

        CallerLog.RunBroke(_host.Log, _launch.RunId, _launch.Task, exception);
        try
        {
            return await EndAsync(Execution.Outcome.Failed(FailureFactory.From(exception, _launch.ToRootCall(_epoch)))).ConfigureAwait(true);
        }
        catch (Exception again)
        {
            CallerLog.RunBroke(_host.Log, _launch.RunId, _launch.Task, again);
        }

        try
        {
            await _host.Store.ReleaseAsync(_launch.RunId, _epoch, _host.WaitsWhenGivenUp).ConfigureAwait(true);
        }
        catch (Exception last)
        {
            CallerLog.RunBroke(_host.Log, _launch.RunId, _launch.Task, last);
        }

        return Execution.Outcome.Superseded();
    }

    // Cancelled by nobody but the stop of this process, and the record outlives it: the run goes on elsewhere, or later.
    private bool IsGivenUp(Outcome outcome) =>
        _host.Store.IsShared && _host.Stopping.IsCancellationRequested && !_cancellation.IsCancellationRequested
        && outcome.Kind is OutcomeKind.Cancelled or OutcomeKind.Lost;

    private async Task<Outcome> EndAsync(Outcome outcome)
    {
        var ended = new RunEnded(_launch.RunId, _launch.Task, outcome, _host.Time.GetUtcNow(), _epoch);
        if (await _host.Store.AppendAsync(ended).ConfigureAwait(true) == Appended.Refused)
        {
            // It has an end already, and that one holds.
            return Execution.Outcome.Superseded();
        }

        if (_leftBodiesBehind)
        {
            await _host.AnnounceEndAsync(ended).ConfigureAwait(true);
        }

        return outcome;
    }

    private async Task<Outcome> RunRootAsync()
    {
        var call = _launch.ToRootCall(_epoch) with { IsReplay = _claim is not null };
        try
        {
            if (_claim is not null && _claim.LostInARow >= _task.Options.Retry.MaxLostAttempts)
            {
                return Execution.Outcome.Failed(LostTooOften(call));
            }

            if (_claim is not null && call.Context.IsMasked)
            {
                return Execution.Outcome.Failed(Masked(call), canRetry: false);
            }

            var root = RunAttemptsAsync(call);
            using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(
                _cancellation.Token, _host.Store.IsShared ? _host.Stopping : CancellationToken.None);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var onStop = interrupted.Token.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), stopped);
            if (await Task.WhenAny(root, stopped.Task).ConfigureAwait(true) == root)
            {
                return await root.ConfigureAwait(true);
            }

            return await AwaitCancelledAsync(root).ConfigureAwait(true);
        }
        catch (Exception exception)
        {
            CallerLog.RunBroke(_host.Log, _launch.RunId, _launch.Task, exception);
            return Execution.Outcome.Failed(FailureFactory.From(exception, call));
        }
    }

    private async Task<Outcome> RunAttemptsAsync(ActionCall call)
    {
        RecordedAction? recorded = null;
        if (_claim is not null)
        {
            await _host.Cancels.ReadAsync(_host, call).ConfigureAwait(true);
            recorded = await _host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(true);
        }

        return await CacheStep.RunAsync(_host, call, _task, recorded, _cancellation.Token).ConfigureAwait(true);
    }

    private TaskFailure LostTooOften(ActionCall call) => new()
    {
        Type = typeof(RunTakenOverException).FullName!,
        Message = $"The run's owner was lost {_claim!.LostInARow} times in a row, and in between no action's outcome was recorded: "
            + $"something in the run may be what kills its process. The limit is RetryOptions.MaxLostAttempts of '{call.Task}', {_task.Options.Retry.MaxLostAttempts}.",
        Task = call.Task,
        ActionId = call.ActionId,
    };

    private static TaskFailure Masked(ActionCall call) => new()
    {
        Type = typeof(RunInterruptedException).FullName!,
        Message = $"The run can't go on: its process was lost, and the values of its sensitive context keys "
            + $"({string.Join(", ", call.Context.AllEntries.Where(entry => entry.IsSensitive).Select(entry => entry.Key))}) are not kept, or were encrypted with another key. "
            + "Launch it again, and give the run store SensitiveValuesKey for runs that shall outlive their process.",
        Task = call.Task,
        ActionId = call.ActionId,
    };

    // Bodies get a moment to heed their token; then the run ends without them.
    private async Task<Outcome> AwaitCancelledAsync(Task<Outcome> root)
    {
        var grace = _host.Options.CancellationGrace;
        try
        {
            await root.WaitAsync(grace, _host.Time).ConfigureAwait(true);
        }
        catch (TimeoutException)
        {
            _leftBodiesBehind = true;
            CallerLog.BodiesAbandoned(_host.Log, _launch.RunId, grace);
            _ = root.ContinueWith(
                static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return Execution.Outcome.Cancelled();
        }

        return await root.ConfigureAwait(true);
    }
}
