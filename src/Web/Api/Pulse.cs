using System.Runtime.CompilerServices;

namespace Undercurrent.Web.Api;

/// <summary>A stream that says when nothing comes for a while.</summary>
internal static class Pulse
{
    /// <summary>The items of <paramref name="source"/>; null each time that none came for <paramref name="interval"/>, and once before the first wait.</summary>
    public static async IAsyncEnumerable<T?> WithPulseAsync<T>(
        this IAsyncEnumerable<T> source, TimeSpan interval, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        // The source must have come to rest before it is disposed, however this one is left.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var items = source.GetAsyncEnumerator(ending.Token);
        var next = items.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (!next.IsCompleted)
                {
                    // What was written so far goes out before the wait.
                    yield return null;
                }

                while (!await ComesWithinAsync(next, interval, time, cancellationToken))
                {
                    yield return null;
                }

                if (!await next)
                {
                    yield break;
                }

                yield return items.Current;
                next = items.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await ending.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await items.DisposeAsync();
        }
    }

    /// <summary>Whether the task has ended within this time, however it has.</summary>
    public static async Task<bool> ComesWithinAsync(Task next, TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await ((Task)next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default))
                .WaitAsync(interval, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
