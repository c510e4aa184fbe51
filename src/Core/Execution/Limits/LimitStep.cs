namespace Undercurrent.Execution;

/// <summary>An attempt's wait for its places, at its caller's side: what waits costs no body and no activation.</summary>
internal static class LimitStep
{
    /// <summary>Waits for the places, executes, and gives them back, whoever has them by then.</summary>
    public static async Task<Outcome> ExecuteAsync(TaskHost host, ActionCall call, TaskDefinition task, CallPlaces places, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (limit, count) in places.Of(call))
            {
                await host.Limits.EnterAsync(limit, count, call.RunId, places.Holder, isReturning: false, cancellationToken).ConfigureAwait(true);
            }

            return await host.Engine.ExecuteAsync(call with { Places = places }, task, cancellationToken).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Outcome.Cancelled();
        }
        finally
        {
            foreach (var (limit, _) in places.Of(call))
            {
                host.Limits.Leave(limit, places.Holder);
            }
        }
    }
}
