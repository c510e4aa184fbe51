using Undercurrent;
using Undercurrent.Records;

namespace Policies;

/// <summary>Runs a task for each policy and says what came of it: the same on every engine.</summary>
public static class PolicyDemo
{
    public static async Task RunAsync(IRunner runner)
    {
        ArgumentNullException.ThrowIfNull(runner);
        await RetryAsync(runner);
        await TimeOutAsync(runner);
        await CacheAsync(runner);
        await GuardAsync(runner);
        await MapAsync(runner);
        await SignalAsync(runner);
        await LaunchAgainAsync(runner);
    }

    private static async Task RetryAsync(IRunner runner)
    {
        var run = await runner.StartAsync(PolicyTasks.Fetch, "example.org");
        Console.WriteLine($"retry: {await run.ResultAsync()}");
        foreach (var attempt in (await RootAsync(runner, run)).Attempts)
        {
            Console.WriteLine($"  attempt {attempt.Number}: {attempt.State}{(attempt.Failure is null ? "" : $", {attempt.Failure.Message}")}");
        }
    }

    private static async Task TimeOutAsync(IRunner runner)
    {
        var run = await runner.StartAsync(PolicyTasks.Dawdle);
        try
        {
            Console.WriteLine($"timeout: {await run.ResultAsync()}");
        }
        catch (TaskFailedException exception)
        {
            Console.WriteLine($"timeout: {exception.Failure.Type}: {exception.Failure.Message}");
        }
    }

    private static async Task CacheAsync(IRunner runner)
    {
        // A text of this run of the program: what an earlier one measured is no part of the show.
        var text = $"undercurrent {Guid.NewGuid():N}";
        var first = await runner.WithRunContext(("region", "eu")).StartAsync(PolicyTasks.Measure, text);
        Console.WriteLine($"cache: {await first.ResultAsync()}, {await SourceAsync(runner, first, first)}");
        var second = await runner.WithRunContext(("region", "us")).StartAsync(PolicyTasks.Measure, text);
        Console.WriteLine($"cache: {await second.ResultAsync()}, {await SourceAsync(runner, second, first)}");
    }

    private static async Task GuardAsync(IRunner runner)
    {
        var german = runner.WithRunContext(("language", "de"));
        var name = $"Ada {Guid.NewGuid():N}"[..9];
        var trapped = await german.StartAsync(PolicyTasks.Greet, name);
        await trapped.ResultAsync();
        foreach (var warning in (await trapped.GetRecordAsync()).Warnings)
        {
            Console.WriteLine($"guard: {warning.Message}");
        }

        var varied = PolicyTasks.Greet.With(options => options with { Cache = options.Cache.VaryBy("language") });
        foreach (var language in (string[])["de", "en"])
        {
            var run = await runner.WithRunContext(("language", language)).StartAsync(varied, name);
            Console.WriteLine($"guard, with VaryBy: {(await run.ResultAsync()).Split(',')[0]}, {(await run.GetRecordAsync()).Warnings.Count} warnings");
        }
    }

    private static async Task MapAsync(IRunner runner)
    {
        var run = await runner.StartAsync(PolicyTasks.SquareAll, 5);
        Console.WriteLine($"map: {string.Join(", ", await run.ResultAsync())}");
        var root = await RootAsync(runner, run);
        var failed = await runner.Records.FindActionsAsync(run.RunId, new ActionQuery { State = ActionState.Failed });
        Console.WriteLine($"  of {(await runner.Records.GetChildrenAsync(run.RunId, root.ActionId)).Items.Count} actions in the group '{failed.Items[0].Group}' failed: {failed.Items.Count}");
    }

    private static async Task SignalAsync(IRunner runner)
    {
        var run = await runner.StartAsync(PolicyTasks.Publish, "The sea");
        var first = await runner.SignalAsync(run.RunId, "approval", new Approval("Ada", Granted: true));
        var second = await runner.SignalAsync(run.RunId, "approval", new Approval("Bob", Granted: false));
        await runner.SignalAsync(run.RunId, "day", DayOfWeek.Friday);
        Console.WriteLine($"signal: Ada's answer holds: {first}; Bob's: {second}");
        Console.WriteLine($"signal: {await run.ResultAsync()}");
    }

    private static async Task LaunchAgainAsync(IRunner runner)
    {
        var source = await runner.WithRunContext(("experiment", "v1"), ("region", "eu")).StartAsync(PolicyTasks.Describe);
        Console.WriteLine($"launch: {await source.ResultAsync()}");
        var again = await runner.LaunchAgainAsync(source.RunId, new LaunchAgainOptions { Change = [("experiment", "v2")] });
        Console.WriteLine($"launch again: {await again.As(PolicyTasks.Describe).ResultAsync()}");
        var record = await again.GetRecordAsync();
        Console.WriteLine($"  launched from the source: {record.Source!.RunId == source.RunId}; the context is {record.Context}");
    }

    private static async Task<string> SourceAsync(IRunner runner, RunHandle run, RunHandle first) =>
        (await RootAsync(runner, run)).Source is { } source ? $"a hit, from the first run: {source.RunId == first.RunId}" : "the body ran";

    private static async Task<ActionRecord> RootAsync(IRunner runner, RunHandle run) =>
        (await runner.Records.GetActionAsync(run.RunId, (await run.GetRecordAsync()).RootActionId))!;
}
