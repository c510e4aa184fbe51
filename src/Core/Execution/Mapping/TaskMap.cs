using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Undercurrent.Execution;

/// <summary>
/// Calls a task for each of many items, so many at a time. What is held in memory is bounded by the concurrency: items are
/// taken when there is room for them, and results wait only behind a slower one before them.
/// </summary>
/// <param name="call">Calls the task for an item, in the context of the call of <c>Map</c> (rule S8).</param>
/// <param name="maxConcurrency">How many calls are open at a time.</param>
/// <param name="onFailure">What a failure does.</param>
/// <param name="order">In what order results are given.</param>
/// <param name="ofAction">Signalled when the action is cancelled whose body maps.</param>
internal sealed class TaskMap<T, TResult>(
    Func<T, CancellationToken, Task<TResult>> call, int maxConcurrency, OnFailure onFailure, MapOrder order, CancellationToken ofAction)
{
    public async IAsyncEnumerable<MapResult<TResult>> RunAsync(IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ofAction);
        var ended = Channel.CreateUnbounded<(MapResult<TResult> Result, ExceptionDispatchInfo? Failure)>(new UnboundedChannelOptions { SingleReader = true });
        var waiting = new Dictionary<int, MapResult<TResult>>();
        var (open, started, given, hasMore) = (0, 0, 0, true);
        await using var source = items.GetAsyncEnumerator(cancellation.Token);
        try
        {
            while (hasMore || open > 0 || waiting.Count > 0)
            {
                while (hasMore && open < maxConcurrency && open + waiting.Count < 2L * maxConcurrency)
                {
                    hasMore = await source.MoveNextAsync().ConfigureAwait(true);
                    if (hasMore)
                    {
                        _ = CallAsync(source.Current, started++, ended.Writer, cancellation.Token);
                        open++;
                    }
                }

                if (open > 0)
                {
                    var (result, failure) = await ended.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(true);
                    open--;
                    cancellation.Token.ThrowIfCancellationRequested();
                    if (onFailure == OnFailure.Stop)
                    {
                        failure?.Throw();
                    }

                    waiting.Add(order == MapOrder.AsGiven ? result.Index : given, result);
                }

                while (waiting.Remove(given, out var next))
                {
                    given++;
                    yield return next;
                }
            }
        }
        finally
        {
            // A failure, a cancellation, or the reader has enough. No call outlives the map.
            await cancellation.CancelAsync().ConfigureAwait(true);
            for (; open > 0; open--)
            {
                await ended.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(true);
            }
        }
    }

    // It never faults: how a call ended goes into the channel.
    private async Task CallAsync(
        T item, int index, ChannelWriter<(MapResult<TResult> Result, ExceptionDispatchInfo? Failure)> ended, CancellationToken cancellationToken)
    {
        // The channel is unbounded: it always takes.
        try
        {
            ended.TryWrite((new(index, await call(item, cancellationToken).ConfigureAwait(true)), null));
        }
        catch (Exception exception)
        {
            var failure = exception is TaskFailedException failed ? failed.Failure : FailureFactory.Describe(exception);
            ended.TryWrite((new(index, failure), ExceptionDispatchInfo.Capture(exception)));
        }
    }
}
