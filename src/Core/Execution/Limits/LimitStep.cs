namespace Undercurrent.Execution;

/// <summary>An attempt's wait for its places, at its caller's side: what waits costs no body and no activation.</summary>
internal static class LimitStep
{
    /// <summary>Waits for the places, executes, and gives them back, whoever has them by then.</summary>
    public static async Task<Outcome> ExecuteAsync(TaskHost host, ActionCall call, TaskDefinition task, CallPlaces places, CancellationToken cancellationToken)
    {
        var options = task.Options;
        try
        {
            if (await EnterAsync(host, call, places, options, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return await Unbegun.EndAsync(host, call, outcome).ConfigureAwait(false);
            }

            // The wait was not the attempt's, but it was the action's.
            var limit = call.Limit is null ? null : AttemptLimit.For(options.Timeout, call.CalledAt, host.Time.GetUtcNow());
            return await host.Engine.ExecuteAsync(call with { Places = places, Limit = limit }, task, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var (limit, _) in places.Of(call))
            {
                host.Limits.Leave(limit, places.Holder);
            }
        }
    }

    // Null when it has its places; else how the action ends that got none.
    private static async Task<Outcome?> EnterAsync(TaskHost host, ActionCall call, CallPlaces places, TaskOptions options, CancellationToken cancellationToken)
    {
        var patience = QueuePatience.For(options, call, host.Time.GetUtcNow());
        using var wait = new WaitAtCaller(host, call, patience.Time, cancellationToken);
        host.WaitingCalls.Begin();
        try
        {
            foreach (var (limit, count) in places.Of(call))
            {
                await host.Limits.EnterAsync(limit, count, call.RunId, places.Holder, isReturning: false, wait.Token).ConfigureAwait(false);
            }

            return null;
        }
        catch (OperationCanceledException) when (wait.IsOver)
        {
            return patience.Outcome(call, options);
        }
        catch (OperationCanceledException) when (wait.Token.IsCancellationRequested)
        {
            return Outcome.Cancelled();
        }
        finally
        {
            host.WaitingCalls.End();
        }
    }
}
