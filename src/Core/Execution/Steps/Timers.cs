namespace Undercurrent.Execution;

/// <summary>Waits for a time, however far away.</summary>
internal static class Timers
{
    // .NET's timers count to 49 days. After each part the clock is asked anew, which may have been set meanwhile.
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Whether the time has come; false when it was cancelled before.</summary>
    public static async Task<bool> WaitUntilAsync(DateTimeOffset due, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            while (due - time.GetUtcNow() is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(left < Longest ? left : Longest, time, cancellationToken).ConfigureAwait(true);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
