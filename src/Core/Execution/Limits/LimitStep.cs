namespace Undercurrent.Execution;

/// <summary>An attempt's wait for its places, at its caller's side: what waits costs no body and no activation.</summary>
internal static class LimitStep
{
    /// <summary>Waits for the places, executes, and gives them back, whoever has them by then.</summary>
    public static async Task<Outcome> ExecuteAsync(TaskHost host, ActionCall call, TaskDefinition task, CallPlaces places, CancellationToken cancellationToken)
    {
        var timeout = task.Options.Timeout;
        try
        {
            if (!await TryEnterAsync(host, call, places, timeout.Queue, cancellationToken).ConfigureAwait(true))
            {
                return await Unbegun.EndAsync(host, call, TimedOut.InQueue(call, timeout.Queue!.Value)).ConfigureAwait(true);
            }

            // The wait was not the attempt's, but it was the action's.
            var limit = call.Limit is null ? null : AttemptLimit.For(timeout, call.CalledAt, host.Time.GetUtcNow());
            return limit is { Time.Ticks: <= 0 }
                ? await Unbegun.EndAsync(host, call, TimedOut.BeforeAttempt(call, limit)).ConfigureAwait(true)
                : await host.Engine.ExecuteAsync(call with { Places = places, Limit = limit }, task, cancellationToken).ConfigureAwait(true);
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

    // False when it took too long.
    private static async Task<bool> TryEnterAsync(TaskHost host, ActionCall call, CallPlaces places, TimeSpan? patience, CancellationToken cancellationToken)
    {
        using var impatient = patience is null ? null : new CancellationTokenSource(patience.Value, host.Time);
        using var either = impatient is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, impatient.Token);
        try
        {
            foreach (var (limit, count) in places.Of(call))
            {
                await host.Limits.EnterAsync(limit, count, call.RunId, places.Holder, isReturning: false, either?.Token ?? cancellationToken).ConfigureAwait(true);
            }

            return true;
        }
        catch (OperationCanceledException) when (impatient is { IsCancellationRequested: true } && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
