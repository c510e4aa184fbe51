using Xunit.Sdk;

namespace Undercurrent.Processes;

/// <summary>Waits that fail with a sentence instead of hanging. The bound is no expectation of speed.</summary>
internal static class Bounded
{
    // Far beyond what a loaded machine needs, and beyond Orleans' response timeout of 30 seconds: only a wait in vain gets here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static Task<T> Soon<T>(this Task<T> task, string what) => task.Soon(() => what);

    /// <inheritdoc cref="Soon(Task, Func{string})"/>
    public static async Task<T> Soon<T>(this Task<T> task, Func<string> what)
    {
        await ((Task)task).Soon(what);
        return await task;
    }

    public static Task Soon(this Task task, string what) => task.Soon(() => what);

    /// <summary>For words that are only known when the wait was in vain.</summary>
    public static async Task Soon(this Task task, Func<string> what)
    {
        var inVain = new CancellationTokenSource(Patience);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = inVain.Token.UnsafeRegister(static end => ((TaskCompletionSource)end!).TrySetResult(), end);
        using (inVain)
        {
            if (await Task.WhenAny(task, end.Task) != task)
            {
                throw new XunitException($"Waited {Patience.TotalSeconds} seconds in vain for {what()}.");
            }
        }

        await task;
    }
}
