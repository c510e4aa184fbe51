using System.Net.Sockets;
using Undercurrent.Execution;
using Undercurrent.Grains.Hosting;
using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains.Execution;

/// <summary>Runs attempts on the cluster: each is one long call to a fresh <see cref="TaskGrain"/>.</summary>
internal sealed class OrleansEngine(TaskGrains grains, StoppingSignal stopping, UndercurrentSiloOptions options) : ITaskEngine
{
    // A silo that stops refuses actions, and one that died rejects them until the cluster has noticed. In turn, so many
    // tries reach a silo that takes the action, unless the whole cluster is going.
    private const int MaxRefusals = 50;

    // Silos are asked in turn: when so many refused, hardly one is left that doesn't stop, and one that does has to take it.
    private const int PoliteTries = 10;

    public async Task<Outcome> ExecuteAsync(ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        // One method, though a long one: each that is async keeps its state on the heap for every call that is open.
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
                var grain = grains.Next(placement);
                using var onCancel = cancellationToken.UnsafeRegister(static grain => _ = CancelAsync((ITaskGrain)grain!), grain);
                try
                {
                    var answering = grain.ExecuteAsync(ActionCallCarrier.For(call, insists: tries >= PoliteTries));

                    // Where the record outlives this silo, its stop leaves what runs elsewhere alone and waits for it no longer.
                    var answer = await (options.Store is null ? answering : answering.WaitAsync(stopping.Token)).ConfigureAwait(false);
                    if (answer.Open() is { } outcome)
                    {
                        return outcome;
                    }
                }
                catch (OrleansMessageRejectionException exception) when (exception is not SiloUnavailableException)
                {
                    // The call never got there: nothing was tried, and nothing is lost.
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
