namespace Undercurrent.Conformance;

/// <summary>Tasks for the rules S7 to S11: who sees a scope, and who doesn't.</summary>
public static class IsolationTasks
{
    public static readonly TaskEnvironment Env = new("conformance_isolation");

    /// <summary>
    /// Branches that all hold a scope of their own open when each calls its child; every third removes the key, every
    /// third but one leaves its scope open. Returns what the children saw, then the body, then a later child.
    /// </summary>
    public static readonly TaskDefinition<int, string[]> FanOut = Env.Task(async Task<string[]> (int branches) =>
    {
        var allOpen = Gathering.Of(Gate.NewId(), branches);
        var seen = await Task.WhenAll(Enumerable.Range(0, branches).Select(number => BranchAsync(number, allOpen)));
        return [.. seen, CustomContext.Current.ToString(), await Probe.See.Run()];
    });

    /// <summary>As <see cref="FanOut"/> with one scope around the call alone, in one flow of control.</summary>
    public static readonly TaskDefinition<int, string[]> FanOutInOneFlow = Env.Task(async (int branches) =>
    {
        var calls = new List<Task<string>>();
        for (var number = 0; number < branches; number++)
        {
            if (number % 2 == 0)
            {
                using (CustomContext.BeginScope(("key", $"branch {number}")))
                {
                    calls.Add(Probe.SeeNumbered.Run(number));
                }
            }
            else
            {
                calls.Add(Probe.SeeNumbered.Run(number));
            }
        }

        return await Task.WhenAll(calls);
    });

    /// <summary>Waits, then tells what it sees.</summary>
    public static readonly TaskDefinition<string, string> SeeWhenOpen = Env.Task(async (string gate) =>
    {
        await Gate.Of(gate).WaitAsync();
        return CustomContext.Current.ToString();
    });

    /// <summary>As <see cref="SeeWhenOpen"/>, at its second attempt.</summary>
    public static readonly TaskDefinition<string, string> SeeAtSecondAttempt = Env.Task(
        async (string gate) =>
        {
            await Gate.Of(gate).WaitAsync();
            return TaskContext.Current.Attempt == 2 ? CustomContext.Current.ToString() : throw new InvalidOperationException("once more");
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    /// <summary>Starts a child inside a block, awaits it outside, while the body already holds another scope.</summary>
    public static readonly TaskDefinition<string[]> StartInsideAwaitOutside = Env.Task(async () =>
    {
        Task<string> early;
        Task<string> earlyWithRetry;
        using (CustomContext.BeginScope(("key", "scope")))
        {
            early = SeeWhenOpen.Run(TaskContext.Current.RunId.Value);
            earlyWithRetry = SeeAtSecondAttempt.Run(TaskContext.Current.RunId.Value);
        }

        using (CustomContext.BeginScope(("key", "later")))
        {
            var late = await Probe.See.Run();
            Gate.Of(TaskContext.Current.RunId.Value).Open();
            return new[] { await early, await earlyWithRetry, late };
        }
    });

    public static readonly TaskDefinition<string> LeaveScopeOpen = Env.Task(async () =>
    {
        _ = CustomContext.BeginScope(("key", "leaked"), ("more", "leaked"));
        return await Probe.See.Run();
    });

    public static readonly TaskDefinition<string> LeaveScopeOpenBlocking = Env.Task(() =>
    {
        _ = CustomContext.BeginScope(("key", "leaked"), ("more", "leaked"));
        return CustomContext.Current.ToString();
    });

    /// <summary>Calls children that set keys and never close their scopes; returns what body and a later child see.</summary>
    public static readonly TaskDefinition<string[]> CallLeakyChildren = Env.Task(async Task<string[]> () =>
    {
        var children = new[] { await LeaveScopeOpen.Run(), await LeaveScopeOpenBlocking.Run() };
        return [.. children, CustomContext.Current.ToString(), await Probe.See.Run(), await Probe.SeeBlocking.Run()];
    });

    /// <summary>Opens scopes in a first attempt that fails, and leaves them open; returns what the second attempt sees.</summary>
    public static readonly TaskDefinition<string[]> LeakThenRetry = Env.Task(
        async () =>
        {
            var seen = new[] { CustomContext.Current.ToString(), await Probe.See.Run() };
            _ = CustomContext.BeginScope(("key", "first attempt"), ("more", "first attempt"));
            await Probe.See.Run();
            return TaskContext.Current.Attempt == 2 ? seen : throw new InvalidOperationException("once more");
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    /// <summary>What a launched root sees, and whether it is the root of a run of its own.</summary>
    public static readonly TaskDefinition<string> LaunchedInside = Env.Task(async () =>
        $"{await Probe.See.Run()} {TaskContext.Current.ParentId is null}");

    /// <summary>Launches a run from inside a scope, with and without words of its own; returns what its root sees.</summary>
    public static readonly TaskDefinition<string[]> LaunchFromInside = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("experiment", "scope"), CustomContext.Without("region")))
        {
            var plain = await TaskContext.Current.Runner.StartAsync(LaunchedInside);
            var @explicit = await TaskContext.Current.Runner
                .WithRunContext(("experiment", "explicit"), CustomContext.Without("trace_id")).StartAsync(LaunchedInside);
            return new[] { await plain.ResultAsync(), await @explicit.ResultAsync(), CustomContext.Current.ToString() };
        }
    });

    private static async Task<string> BranchAsync(int number, Gathering allOpen)
    {
        await Task.Yield();
        var scope = number % 3 == 0
            ? CustomContext.BeginScope(CustomContext.Without("key"), ("branch", $"{number}"))
            : CustomContext.BeginScope(("key", $"{number}"), ("branch", $"{number}"));
        await allOpen.ArriveAndWaitAsync();
        var seen = await Probe.SeeNumbered.Run(number);
        if (number % 3 != 1)
        {
            scope.Dispose();
        }

        return seen;
    }
}
