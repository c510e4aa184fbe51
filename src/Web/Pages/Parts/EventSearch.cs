using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>Finds a place in a run's events by halving, since they are kept by number and only roughly in order of time.</summary>
internal static class EventSearch
{
    /// <summary>The number of the last event there is; 0 for none.</summary>
    public static Task<long> LastAsync(IRunStore store, RunId runId, CancellationToken cancellationToken) =>
        BehindAsync(store, runId, DateTimeOffset.MaxValue, cancellationToken);

    /// <summary>The number of the last event before a time; 0 for none.</summary>
    public static async Task<long> BehindAsync(IRunStore store, RunId runId, DateTimeOffset time, CancellationToken cancellationToken)
    {
        long low = 0, high = 1;
        while (await IsBeforeAsync(high))
        {
            (low, high) = (high, high * 2);
        }

        // The event behind `low` was before the time, or `low` is 0; that behind `high` was not.
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = await IsBeforeAsync(middle) ? (middle, high) : (low, middle);
        }

        return low;

        async Task<bool> IsBeforeAsync(long sequence) =>
            await store.ReadEventsAsync(runId, sequence - 1, 1, cancellationToken) is [{ } happened] && happened.At < time;
    }
}
