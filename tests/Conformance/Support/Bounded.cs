using Xunit.Sdk;

namespace Undercurrent.Conformance;

/// <summary>Waits that fail with a sentence instead of hanging. The bound is no expectation of speed.</summary>
public static class Bounded
{
    // Far beyond what a loaded machine needs: only a wait in vain gets here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<T> Soon<T>(this Task<T> task, string what)
    {
        await ((Task)task).Soon(what);
        return await task;
    }

    public static async Task Soon(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw Vain(what);
        }
    }

    /// <summary>For synchronous bodies: blocks the thread.</summary>
    public static void BlockUntil(this Task task, string what)
    {
        if (!task.Wait(Patience))
        {
            throw Vain(what);
        }
    }

    private static XunitException Vain(string what) => new($"Waited {Patience.TotalSeconds} seconds in vain for {what}.");
}
