using System.Net.Sockets;
using Undercurrent.Execution;
using Undercurrent.Grains.Hosting;
using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains.Execution;

/// <summary>Runs attempts on the cluster: each is one long call to a fresh <see cref="TaskGrain"/>.</summary>
/// <remarks>The grain factory is injected, since a body may call from any thread (rule 7 of the house).</remarks>
internal sealed class OrleansEngine(IGrainFactory grains, GrainKeys keys, StoppingSignal stopping, UndercurrentSiloOptions options) : ITaskEngine
{
    // A silo that stops refuses actions, and one that died rejects them until the cluster has noticed. In turn, so many
    // tries reach a silo that takes the action, unless the whole cluster is going.
    private const int MaxRefusals = 50;

    // Silos are asked in turn: when so many refused, hardly one is left that doesn't stop, and one that does has to take it.
    private const int PoliteTries = 10;

    public async Task<Outcome> ExecuteAsync(ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        // The outgoing filter sends the current context. For a child it is the call's already; a root has none around it.
        if (!ReferenceEquals(CustomContext.Current, call.Context))
        {
            Ambient.Enter(call.Context, action: null);
        }

        try
        {
            var placement = task.Placement;
            for (var tries = 0; tries < MaxRefusals; tries++)
            {
                var message = ActionCallMessage.From(call, insists: tries >= PoliteTries);
                if (await TryCallAsync(message, placement, cancellationToken).ConfigureAwait(true) is { IsRefused: false } answer)
                {
                    return answer.ToOutcome();
                }

                // Its silo stops or is gone; wherever it was to run, it runs on another.
                placement = TaskPlacement.Spread;
            }

            return Outcome.HandedOver(FailureFactory.Of(new SiloUnavailableException("Every silo that was asked is stopping or can't be reached."), call));
        }
        catch (OperationCanceledException exception) when (stopping.Token.IsCancellationRequested)
        {
            return Outcome.HandedOver(FailureFactory.Of(exception, call));
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or SocketException)
        {
            // Bodies answer with outcomes; what is thrown here is the way to the silo, or the silo itself.
            return Outcome.Lost(FailureFactory.Of(exception, call));
        }
        catch (Exception exception)
        {
            return Outcome.Failed(FailureFactory.Of(exception, call), canRetry: false);
        }
    }

    // Null when the call never got there: then nothing was tried, and nothing is lost.
    private async Task<OutcomeMessage?> TryCallAsync(ActionCallMessage message, TaskPlacement placement, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(message, placement, cancellationToken).ConfigureAwait(true);
        }
        catch (OrleansMessageRejectionException exception) when (exception is not SiloUnavailableException)
        {
            return null;
        }
    }

    private async Task<OutcomeMessage> CallAsync(ActionCallMessage message, TaskPlacement placement, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<ITaskGrain>(keys.Next(placement));
        using var onCancel = cancellationToken.UnsafeRegister(static grain => _ = CancelAsync((ITaskGrain)grain!), grain);
        var answer = grain.ExecuteAsync(message);

        // Where the record outlives this silo, its stop leaves what runs elsewhere alone and waits for it no longer.
        return await (options.Store is null ? answer : answer.WaitAsync(stopping.Token)).ConfigureAwait(true);
    }

    private static async Task CancelAsync(ITaskGrain grain)
    {
        try
        {
            await grain.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or SocketException)
        {
            // Its silo is gone or going; the call itself fails by that too, and the run doesn't wait for it for long.
        }
    }
}
