using System.Diagnostics;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>What bodies do with their context. The loops are methods of their own, so that no state machine is in the way.</summary>
internal static class ContextTasks
{
    private static readonly TaskEnvironment Env = new("benchmarks_context");

    /// <summary>Seconds to open and close a scope that overrides one key.</summary>
    public static readonly TaskDefinition<int, double> Scopes = Env.Task((int times) => Task.FromResult(OpenScopes(times).Seconds));

    /// <summary>Bytes allocated for it.</summary>
    public static readonly TaskDefinition<int, double> ScopeBytes = Env.Task((int times) => Task.FromResult(OpenScopes(times).Bytes));

    /// <summary>Seconds to read a key of the current context.</summary>
    public static readonly TaskDefinition<int, double> Reads = Env.Task((int times) => Task.FromResult(ReadContext(times)));

    /// <summary>Seconds to look a key up in a dictionary of the same map.</summary>
    public static readonly TaskDefinition<int, double> LookUps = Env.Task((int times) => Task.FromResult(ReadDictionary(times)));

    private static (double Seconds, double Bytes) OpenScopes(int times)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        for (var time = 0; time < times; time++)
        {
            using (CustomContext.BeginScope((FourKeys.Overridden, "v2")))
            {
            }
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return (seconds / times, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)times);
    }

    private static double ReadContext(int times)
    {
        var keys = FourKeys.CopiesOfKeys();
        var length = 0;
        var clock = Stopwatch.StartNew();
        for (var time = 0; time < times; time++)
        {
            length += CustomContext.Current[keys[time & 3]].Length;
        }

        return Used(length, clock.Elapsed.TotalSeconds / times);
    }

    private static double ReadDictionary(int times)
    {
        var keys = FourKeys.CopiesOfKeys();
        var dictionary = new Dictionary<string, string>(CustomContext.Current);
        var length = 0;
        var clock = Stopwatch.StartNew();
        for (var time = 0; time < times; time++)
        {
            length += dictionary[keys[time & 3]].Length;
        }

        return Used(length, clock.Elapsed.TotalSeconds / times);
    }

    // So that nothing of the loop can be left out as unused.
    private static double Used(int length, double seconds) =>
        length > 0 ? seconds : throw new InvalidOperationException("The loop read nothing.");
}
