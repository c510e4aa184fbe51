using System.Net.Sockets;
using Undercurrent.Execution;
using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains.Execution;

/// <summary>Runs attempts on the cluster: each is one long call to a fresh <see cref="TaskGrain"/>.</summary>
/// <remarks>The grain factory is injected, since a body may call from any thread (rule 7 of the house).</remarks>
internal sealed class OrleansEngine(IGrainFactory grains, GrainKeys keys) : ITaskEngine
{
    public async Task<Outcome> ExecuteAsync(ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        // The outgoing filter sends the current context. For a child it is the call's already; a root has none around it.
        if (!ReferenceEquals(CustomContext.Current, call.Context))
        {
            Ambient.Enter(call.Context, action: null);
        }

        try
        {
            var grain = grains.GetGrain<ITaskGrain>(keys.Next(task.Placement));
            using var onCancel = cancellationToken.UnsafeRegister(static grain => _ = CancelAsync((ITaskGrain)grain!), grain);
            var answer = await grain.ExecuteAsync(ActionCallMessage.From(call)).ConfigureAwait(true);
            return answer.ToOutcome();
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
