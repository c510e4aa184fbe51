using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>
/// Calls a task for each of many items, so many at a time. What is held in memory is bounded by the concurrency: items are
/// taken when there is room for them, and results wait only behind a slower one before them.
/// </summary>
/// <param name="call">Calls the task for an item, in the context of the call of <c>Map</c> (rule S8).</param>
/// <param name="maxConcurrency">How many calls are open at a time.</param>
/// <param name="onFailure">What a failure does.</param>
/// <param name="order">In what order results are given.</param>
/// <param name="log">Gets what callbacks on the calls' tokens throw.</param>
/// <param name="isStopped">Whether the stop of this process has reached the action whose body maps: its calls end by that as by a cancellation.</param>
/// <param name="ofAction">The token of that action's calls.</param>
internal sealed class TaskMap<T, TResult>(
    Func<T, CancellationToken, Task<TResult>> call, int maxConcurrency, OnFailure onFailure, MapOrder order, ILogger log, Func<bool> isStopped, CancellationToken ofAction)
{
    private int _isEnumerated;

    public async IAsyncEnumerable<MapResult<TResult>> RunAsync(IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isEnumerated, 1) != 0)
        {
            throw new InvalidOperationException("A map can be enumerated once: it would call the task for every item again. Keep its results in a list, or call Map again.");
        }

        using var ofSource = new FollowingSource(log, cancellationToken, ofAction);
        using var ofCalls = new FollowingSource(log, cancellationToken, ofAction);
        var ended = Channel.CreateUnbounded<(MapResult<TResult> Result, ExceptionDispatchInfo? Failure)>(new UnboundedChannelOptions { SingleReader = true });
        var waiting = new Dictionary<int, MapResult<TResult>>();
        var (open, started, given) = (0, 0, 0);
        await using var source = items.GetAsyncEnumerator(ofSource.Token);
        Task<bool>? next = null;
        var hasMore = true;
        try
        {
            while (hasMore || open > 0)
            {
                if (hasMore && next is null && open < maxConcurrency && open + waiting.Count < 2L * maxConcurrency)
                {
                    next = source.MoveNextAsync().AsTask();
                }

                // Whichever comes first: a source may wait for a result before it has another item.
                if (next is not null && (open == 0 || await IsNextAsync(next, ended.Reader).ConfigureAwait(true)))
                {
                    hasMore = await next.ConfigureAwait(true);
                    next = null;
                    if (hasMore)
                    {
                        _ = CallAsync(source.Current, started++, ended.Writer, ofCalls.Token);
                        open++;
                    }

                    continue;
                }

                if (open > 0)
                {
                    var (result, failure) = await ended.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(true);
                    open--;
                    ThrowIfOver(cancellationToken);
                    if (onFailure == OnFailure.Stop)
                    {
                        failure?.Throw();
                    }

                    waiting.Add(order == MapOrder.AsGiven ? result.Index : given, result);
                }

                while (waiting.Remove(given, out var due))
                {
                    given++;
                    yield return due;
                }
            }
        }
        finally
        {
            // A failure, a cancellation, or the reader has enough. No call outlives the map.
            await ofSource.CancelSafelyAsync(log).ConfigureAwait(true);
            if (!isStopped())
            {
                // Else they see the stop for themselves. Elsewhere they may go on, and a cancellation would be recorded as their outcome.
                await ofCalls.CancelSafelyAsync(log).ConfigureAwait(true);
            }

            for (; open > 0; open--)
            {
                await ended.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(true);
            }

            if (next is not null)
            {
                // It must have answered before its source is disposed; what it says is of no interest any more.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    // A call may hear of what ends it before the map's own source does; so what both hear it from is asked. Else that call would
    // be an item that failed.
    private void ThrowIfOver(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ofAction.ThrowIfCancellationRequested();
        if (isStopped())
        {
            throw new OperationCanceledException("this process stops, and the action goes on elsewhere");
        }
    }

    // Whether the next item is there, before or without a result.
    private static async Task<bool> IsNextAsync(Task<bool> next, ChannelReader<(MapResult<TResult> Result, ExceptionDispatchInfo? Failure)> ended) =>
        next.IsCompleted || await Task.WhenAny(next, ended.WaitToReadAsync(CancellationToken.None).AsTask()).ConfigureAwait(true) == next;

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
