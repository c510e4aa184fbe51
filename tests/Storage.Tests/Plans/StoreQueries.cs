using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Plans;

/// <summary>All questions that a store is asked, by a name, and a store to ask them.</summary>
internal static class StoreQueries
{
    private static readonly Dictionary<string, string> One = new() { ["key1"] = "value1" };
    private static readonly Dictionary<string, string> Two = new() { ["key1"] = "value1", ["key2"] = "value0" };
    private static readonly RunId Run = RunId.Parse("run0007");
    private static readonly ActionId Root = LaunchOf(7).ToRootCall().ActionId;
    private static readonly ActionId Child = Given.ActionId(3);

    private static readonly Dictionary<string, Func<IRunStore, Task>> All = new()
    {
        ["run"] = store => store.GetRunAsync(Run),
        ["runs"] = store => PagesAsync(store, new RunQuery()),
        ["runs by state"] = store => PagesAsync(store, new RunQuery { State = RunState.Failed }),
        ["runs by task"] = store => PagesAsync(store, new RunQuery { Task = "own.task1" }),
        ["runs by time"] = store => PagesAsync(store, new RunQuery { LaunchedFrom = Given.At(10), LaunchedBefore = Given.At(100) }),
        ["runs by task, state and time"] = store => PagesAsync(store, new RunQuery { Task = "own.task1", State = RunState.Failed, LaunchedFrom = Given.At(10) }),
        ["runs by label"] = store => PagesAsync(store, new RunQuery { Labels = One }),
        ["runs by labels"] = store => PagesAsync(store, new RunQuery { Labels = Two }),
        ["runs by context"] = store => PagesAsync(store, new RunQuery { Context = One }),
        ["runs by contexts"] = store => PagesAsync(store, new RunQuery { Context = Two }),
        ["runs by context of any action"] = store => PagesAsync(store, new RunQuery { Context = Two, InAnyAction = true }),
        ["runs by error"] = store => PagesAsync(store, new RunQuery { ErrorText = "broke badly" }),
        ["runs by everything"] = store => PagesAsync(store, new RunQuery
        {
            Task = "own.task1",
            State = RunState.Failed,
            Labels = One,
            Context = One,
            ErrorText = "broke",
            LaunchedFrom = Given.At(0),
            LaunchedBefore = Given.At(1000),
        }),
        ["action"] = store => store.GetActionAsync(Run, Child),
        ["root"] = store => store.GetChildrenAsync(Run, null),
        ["children"] = store => PagesAsync(page => store.GetChildrenAsync(Run, Root, page)),
        ["counts of children"] = store => store.CountChildrenAsync(Run, Root),
        ["actions"] = store => PagesAsync(store, new ActionQuery()),
        ["actions by state"] = store => PagesAsync(store, new ActionQuery { State = ActionState.Failed }),
        ["actions that succeeded"] = store => PagesAsync(store, new ActionQuery { State = ActionState.Succeeded }),
        ["actions by task"] = store => PagesAsync(store, new ActionQuery { Task = "own.child" }),
        ["actions by context"] = store => PagesAsync(store, new ActionQuery { Context = Two }),
        ["actions by error"] = store => PagesAsync(store, new ActionQuery { ErrorText = "broke" }),
        ["actions by parent"] = store => PagesAsync(store, new ActionQuery { ParentId = Root }),
        ["actions by parent and state"] = store => PagesAsync(store, new ActionQuery { ParentId = Root, State = ActionState.Failed }),
        ["actions by read key"] = store => PagesAsync(store, new ActionQuery { Reads = "key1" }),
        ["counts of actions"] = store => store.CountActionsAsync(Run, new ActionQuery()),
        ["counts of failed actions"] = store => store.CountActionsAsync(Run, new ActionQuery { State = ActionState.Failed }),
        ["counts of actions by parent"] = store => store.CountActionsAsync(Run, new ActionQuery { ParentId = Root }),
        ["counts of actions by context"] = store => store.CountActionsAsync(Run, new ActionQuery { Context = Two }),
        ["counts of actions by error"] = store => store.CountActionsAsync(Run, new ActionQuery { ErrorText = "broke" }),
        ["counts of actions by read key"] = store => store.CountActionsAsync(Run, new ActionQuery { Reads = "key1" }),
        ["slowest children"] = store => store.GetSlowestChildrenAsync(Run, Root, 10),
        ["contexts"] = store => store.GetContextsAsync(Run, 10),
        ["events"] = store => store.ReadEventsAsync(Run, 2, 10),
        ["the next event"] = store => store.WaitForEventAsync(Run, 0, CancellationToken.None),
        ["the end"] = store => store.WaitForEndAsync(Run, CancellationToken.None),
        ["recorded action"] = store => store.FindRecordedAsync(Run, Child),
        ["recorded children"] = store => store.ReadRecordedChildrenAsync(Run, Root, 100),
        ["progress below an action"] = store => store.HasProgressAsync(Run, Root, Given.At(5)),
        ["unfinished runs"] = store => store.FindUnfinishedAsync(["owner1"], 100),
        ["unfinished runs of a scope"] = store => store.FindUnfinishedAsync(
            ["owner1"], 100, new UnfinishedFilter { Scope = "", ExceptTasks = ["own.task2"], ExceptRuns = [Run, RunId.Parse("run0005")] }),
        ["runs to be cancelled"] = store => store.FindCancelRequestedAsync("owner1"),
        ["actions to be cancelled"] = store => store.ReadActionCancelsAsync(Run),
        ["lost runs"] = store => store.FindLostAsync("owner1", [Run, RunId.Parse("run0008")]),
        ["claim"] = store => store.TryClaimAsync(new UnfinishedRun(RunId.Parse("run0000"), "own.task0", "owner0", 1), "next"),
        ["release"] = store => store.ReleaseAsync(RunId.Parse("run0005"), 1, interrupted: false),
        ["a signal"] = store => store.SendAsync(Run, new Signal("approval", Given.Json("1"), "ada", Given.Noon, "token")),
        ["an answer"] = store => store.FindSignalAsync(Run, "approval"),
        ["interrupted runs"] = store => store.MarkInterruptedAsync(),

        ["cached result"] = store => store.Cache.FindAsync(CachedKey).AsTask(),
        ["use of a cached result"] = store => store.Cache.FindAsync(UsedKey).AsTask(),
        ["hold of a cached result"] = store => HoldAsync(store.Cache),
        ["cached results that are too old or too many"] = store => store.Cache.TrimAsync(),

        // None is that old, and there are not so many: the other questions are asked of all of them.
        ["old runs"] = store => store.RemoveOldRunsAsync(new RunRetention { MaxAge = TimeSpan.FromDays(100_000), MaxRuns = 10_000 }),
    };

    private static CacheKey CachedKey => Given.CacheKey("cached7");

    private static CacheKey UsedKey => Given.CacheKey("cached8");

    public static IEnumerable<string> Names => All.Keys;

    public static Task AskAsync(string name, IRunStore store) => All[name](store);

    /// <summary>Two hundred runs of ten actions; every fifth has not ended.</summary>
    public static async Task FillAsync(IRunStore store)
    {
        for (var number = 0; number < 200; number++)
        {
            var run = await TestRun.LaunchAsync(store, LaunchOf(number), $"owner{number % 3}");
            for (var child = 1; child <= 10; child++)
            {
                await run.DoAsync(run.Child(child) with { Context = Given.Context(("key1", $"value{child}"), ("key2", "value0")) }, child == 3 ? Given.Failed("broke badly") : Given.Succeeded() with { Details = new ActionDetails { Reads = ["key1"] } });
            }

            await run.WarnAsync(run.Root, "careful");
            await store.Cache.PutAsync(Given.CacheEntry($"cached{number}") with
            {
                OnlyRun = number % 3 == 0 ? run.Id : null,
                ExpiresAt = number % 2 == 0 ? DateTimeOffset.UnixEpoch : null,
            });
            await store.AppendAsync(new ActionCancelRequested(run.Id, Child, Given.Noon));
            await (number % 5 == 0 ? Task.CompletedTask : run.EndRunAsync(number % 2 == 0 ? Given.Failed("broke badly") : null, Given.At(1000 + number)));
        }
    }

    private static async Task HoldAsync(ICacheStore cache)
    {
        await cache.TryHoldAsync(CachedKey, "holder", TimeSpan.FromHours(1), TimeSpan.Zero, CancellationToken.None);
        await cache.RenewAsync(CachedKey, "holder", TimeSpan.FromHours(1));
        await cache.ReleaseAsync(CachedKey, "holder");
    }

    private static Execution.RunLaunch LaunchOf(int number) =>
        Given.Launch($"run{number:d4}", $"own.task{number % 3}", Given.At(number), Given.Context(("key1", $"value{number % 4}"), ("key2", $"value{number % 2}"))) with
        {
            Labels = new Dictionary<string, string> { ["key1"] = $"value{number % 5}", ["key2"] = $"value{number % 2}" },
        };

    private static Task PagesAsync(IRunStore store, RunQuery query) => PagesAsync(page => store.FindRunsAsync(query with { Page = page }));

    private static Task PagesAsync(IRunStore store, ActionQuery query) => PagesAsync(page => store.FindActionsAsync(Run, query with { Page = page }));

    // The first page and the one behind it are different statements.
    private static async Task PagesAsync<T>(Func<PageRequest, Task<Page<T>>> read)
    {
        var first = await read(new PageRequest { Size = 1 });
        await read(new PageRequest { Size = 1, After = first.Next ?? $"{Given.At(3).UtcTicks}~{Child}" });
    }
}
