using System.Net.Sockets;

namespace Undercurrent.Grains.Running;

/// <summary>
/// Calls the cluster and calls again while it is out of reach: a silo or gateway that is gone, a call without answer.
/// Only for calls that may be made twice. Gives up, in words, after the limit.
/// </summary>
/// <param name="limit">How long the cluster may be out of reach; counted from the first failure, not from the call's beginning.</param>
/// <param name="patience">How long a call to a cluster in good health may take.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterCalls(TimeSpan limit, TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public TimeProvider Time => time;

    public Task<T> InvokeAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        InvokeAsync(call, static _ => false, cancellationToken);

    /// <param name="call">The call; it is made from its beginning each time.</param>
    /// <param name="isTemporary">Whether an answer means: ask again.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ClusterUnreachableException">The limit is over.</exception>
    public async Task<T> InvokeAsync<T>(Func<Task<T>> call, Predicate<T> isTemporary, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var pause = FirstPause;
        TimeSpan? lostAt = null;
        while (true)
        {
            var calledAt = time.GetElapsedTime(started);
            var left = limit - (calledAt - (lostAt ?? calledAt));
            Exception? failure = null;
            try
            {
                var answer = await call().WaitAsync(LongestCall(left), time, cancellationToken).ConfigureAwait(false);
                if (!isTemporary(answer))
                {
                    return answer;
                }
            }
            catch (Exception exception) when (IsOutOfReach(exception) && !cancellationToken.IsCancellationRequested)
            {
                failure = exception;
            }

            // A call that hung was lost when its time was over, however much later it was given up.
            var now = time.GetElapsedTime(started);
            lostAt ??= now - calledAt < patience ? now : calledAt + patience;
            if (now - lostAt >= limit)
            {
                throw new ClusterUnreachableException(limit, failure);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // A call into a gateway that died just hangs until Orleans' own timeout, which may be far behind a short limit.
    private TimeSpan LongestCall(TimeSpan left) =>
        left >= TimeSpan.FromDays(1) ? Timeout.InfiniteTimeSpan : patience + (left > TimeSpan.Zero ? left : TimeSpan.Zero);

    // OrleansException is what Orleans throws of its own accord: silos gone, connections broken, messages rejected.
    private static bool IsOutOfReach(Exception exception) => exception is TimeoutException or OrleansException or SocketException;
}
