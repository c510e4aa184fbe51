using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>Owns one run in this process, on either engine: records its launch, runs its root, records its end. Thread-safe.</summary>
internal sealed class RunOwner : IDisposable
{
    private readonly TaskHost _host;
    private readonly RunLaunch _launch;
    private readonly TaskDefinition _task;
    private readonly CancellationTokenSource _cancellation = new();
    private bool _leftBodiesBehind;
    private readonly TaskCompletionSource<bool> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Checks the launch; nothing is recorded and nothing runs yet.</summary>
    /// <exception cref="UnknownTaskException">This process has no such task.</exception>
    /// <exception cref="TaskInputException">The inputs don't fit it.</exception>
    public RunOwner(TaskHost host, RunLaunch launch)
    {
        var task = host.Catalog.Get(launch.Task, "on", host.Name);
        _host = host;
        _launch = launch with { Inputs = task.NormalizeInputs(launch.Inputs) };
        PayloadLimit.CheckInputs(launch.Task, _launch.Inputs.Length, host.Options.MaxPayloadBytes);
        _task = launch.TaskOptions is null ? task : task.WithOptions(launch.TaskOptions);
    }

    /// <summary>How the run ended; recorded before it completes. It never faults.</summary>
    public Task<Outcome> Outcome => _outcome.Task;

    /// <summary>Whether the launch was recorded and the root started. It never faults.</summary>
    public Task<bool> Started => _started.Task;

    /// <summary>Records the launch, then starts the root.</summary>
    /// <exception cref="RunExistsException">The id is taken; nothing was started.</exception>
    public async Task StartAsync()
    {
        try
        {
            await _host.Store.AppendAsync(new RunLaunched(_launch)).ConfigureAwait(true);
        }
        catch
        {
            _started.SetResult(false);
            _outcome.SetResult(Execution.Outcome.Cancelled());
            throw;
        }

        _started.SetResult(true);
        _ = RunAsync();
    }

    /// <summary>Cancels the run and every action below it. Doing it twice, or after the end, does nothing.</summary>
    public void Cancel() => _ = _cancellation.CancelSafelyAsync(_host.Log);

    public void Dispose() => _cancellation.Dispose();

    private async Task RunAsync()
    {
        var outcome = await RunRootAsync().ConfigureAwait(true);
        try
        {
            var ended = new RunEnded(_launch.RunId, _launch.Task, outcome, _host.Time.GetUtcNow());
            await _host.Store.AppendAsync(ended).ConfigureAwait(true);
            if (_leftBodiesBehind)
            {
                await _host.AnnounceEndAsync(ended).ConfigureAwait(true);
            }
        }
        catch (Exception exception)
        {
            CallerLog.RunBroke(_host.Log, _launch.RunId, _launch.Task, exception);
            outcome = Execution.Outcome.Failed(FailureFactory.From(exception, _launch.ToRootCall()));
        }

        _outcome.SetResult(outcome);
    }

    private async Task<Outcome> RunRootAsync()
    {
        var call = _launch.ToRootCall();
        try
        {
            var root = CallerSide.RunAttemptsAsync(_host, call, _task, _cancellation.Token);
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var onCancel = _cancellation.Token.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), cancelled);
            if (await Task.WhenAny(root, cancelled.Task).ConfigureAwait(true) == root)
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
