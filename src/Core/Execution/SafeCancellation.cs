using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>Cancels without letting what a body registered on its token break the one who cancels.</summary>
internal static class SafeCancellation
{
    /// <summary>
    /// The token is cancelled when this returns; the callbacks run on the thread pool, one after the other, and the task completes
    /// behind them. Never faults; what callbacks throw is logged.
    /// </summary>
    public static async Task CancelSafelyAsync(this CancellationTokenSource source, ILogger log)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // What it would cancel has ended meanwhile.
        }
        catch (AggregateException exception)
        {
            CallerLog.CallbackThrew(log, exception);
        }
    }
}
