using System.Diagnostics;
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
        var limits = new TaskHostOptions { ContextLimits = _options.ContextLimits, MaxPayloadBytes = _options.MaxPayloadBytes };
        var launch = Launching.Prepare(request, limits, _options.LaunchedBy, Time, _ids);
        var message = RunLaunchMessage.From(launch);
        var answer = await _calls.InvokeAsync(
            () => _grains.GetGrain<IRunGrain>(launch.RunId.Value).LaunchAsync(message),
            static answer => answer.Refusal == LaunchRefusal.Draining,
            cancellationToken).ConfigureAwait(false);
        ThrowIfRefused(answer, launch);
        var channel = new ClusterRunChannel(_grains, _calls, launch.RunId, _options);
        if (request.Options.CancellationToken.CanBeCanceled)
        {
            _ = CancelWithTokenAsync(channel, request.Options.CancellationToken);
        }

        return new RunHandle(channel);
    }

    public async Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        await Records.GetRunAsync(runId, cancellationToken).ConfigureAwait(false) is null
            ? null
            : new RunHandle(new ClusterRunChannel(_grains, _calls, runId, _options));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
            default:
                throw new UnreachableException($"The launch was refused for the reason {answer.Refusal}, which is not known here.");
        }
    }

    // For as long as the launching process lives, and no longer than the run.
    private static async Task CancelWithTokenAsync(ClusterRunChannel channel, CancellationToken token)
    {
        try
        {
            await channel.WaitForOutcomeAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await channel.CancelAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RunLostException or ClusterUnreachableException)
        {
            // There is nothing left to cancel; whoever waits for the result is told.
        }
    }
}
