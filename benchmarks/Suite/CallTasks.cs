using System.Diagnostics;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>Parents that call children, and the children. Each parent takes the time inside its body and returns it in seconds.</summary>
internal static class CallTasks
{
    private static readonly TaskEnvironment Env = new("benchmarks");

    public static readonly TaskDefinition<string, string> Answer = Env.Task((string payload) => Task.FromResult(payload));

    public static readonly TaskDefinition<int, int> Level = Env.Task(async (int levels) => levels == 1 ? 1 : 1 + await Level!.Run(levels - 1));

    public static readonly TaskDefinition<int, double> Sequence = Env.Task(async (int calls) =>
    {
        var clock = Stopwatch.StartNew();
        for (var call = 0; call < calls; call++)
        {
            await Answer.Run(Payload.Text);
        }

        return clock.Elapsed.TotalSeconds;
    });

    public static readonly TaskDefinition<int, double> FanOut = Env.Task(async (int calls) =>
    {
        var clock = Stopwatch.StartNew();
        var children = new Task<string>[calls];
        for (var call = 0; call < calls; call++)
        {
            children[call] = Answer.Run(Payload.Text);
        }

        await Task.WhenAll(children);
        return clock.Elapsed.TotalSeconds;
    });

    /// <summary>As <see cref="FanOut"/>, with different inputs for each child.</summary>
    public static readonly TaskDefinition<int, double> NumberedFanOut = Env.Task(async (int calls) =>
    {
        var clock = Stopwatch.StartNew();
        var children = new Task<string>[calls];
        for (var call = 0; call < calls; call++)
        {
            children[call] = Answer.Run(Payload.Numbered(call));
        }

        await Task.WhenAll(children);
        return clock.Elapsed.TotalSeconds;
    });

    public static readonly TaskDefinition<string, string> Kept =
        Env.Task((string payload) => Task.FromResult(payload), new TaskOptions { Cache = CachePolicy.On() });

    /// <summary>As <see cref="Sequence"/>, of calls whose result is in the cache.</summary>
    public static readonly TaskDefinition<int, double> Hits = Env.Task(async (int calls) =>
    {
        await Kept.Run(Payload.Text);
        var clock = Stopwatch.StartNew();
        for (var call = 0; call < calls; call++)
        {
            await Kept.Run(Payload.Text);
        }

        return clock.Elapsed.TotalSeconds;
    });

    public static readonly TaskDefinition<int, int, double> Nest = Env.Task(async (int levels, int times) =>
    {
        var clock = Stopwatch.StartNew();
        for (var time = 0; time < times; time++)
        {
            await Level.Run(levels);
        }

        return clock.Elapsed.TotalSeconds;
    });
}
