namespace Undercurrent.Conformance;

/// <summary>Tasks for the rules F1 to F6: where the context flows.</summary>
public static class FlowTasks
{
    public static readonly TaskEnvironment Env = new("conformance_flow");

    /// <summary>A tree of the given depth, three children to each; each level adds a key; the leaves' views come back.</summary>
    public static readonly TaskDefinition<int, string, string[]> Tree = Env.Task(async Task<string[]> (int depth, string path) =>
    {
        if (depth == 0)
        {
            return [CustomContext.Current.ToString()];
        }

        using (CustomContext.BeginScope(($"level{depth}", path)))
        {
            var branches = await Task.WhenAll(Enumerable.Range(0, 3).Select(branch => BranchAsync(depth - 1, $"{path}.{branch}")));
            return [.. branches.SelectMany(seen => seen)];
        }
    });

    /// <summary>Numbered children one after another, then all at once.</summary>
    public static readonly TaskDefinition<int, string[]> Many = Env.Task(async Task<string[]> (int count) =>
    {
        var oneByOne = new List<string>();
        for (var number = 0; number < count; number++)
        {
            oneByOne.Add(await Probe.SeeNumbered.Run(number));
        }

        return [.. oneByOne, .. await Task.WhenAll(Enumerable.Range(count, count).Select(Probe.SeeNumbered.Run))];
    });

    /// <summary>What code sees that .NET runs elsewhere for the body, and a child called from there.</summary>
    public static readonly TaskDefinition<string, string[]> ThroughDotNet = Env.Task(async (string way) =>
    {
        using (CustomContext.BeginScope(("scope", way)))
        {
            return await OnAsync(way, async () => new[] { CustomContext.Current.ToString(), await Probe.See.Run() });
        }
    });

    /// <summary>What a service sees that was injected by hand.</summary>
    public static readonly TaskDefinition<string[]> ThroughService = Env.Task(async () =>
    {
        var reader = (IContextReader)TaskContext.Current.Services.GetService(typeof(IContextReader))!;
        var before = await reader.ReadAsync();
        using (CustomContext.BeginScope(("scope", "inside")))
        {
            return new[] { before, await reader.ReadAsync() };
        }
    });

    /// <summary>Fails twice, each time telling what it saw, with scopes left open; at the third attempt it returns that.</summary>
    public static readonly TaskDefinition<string> ThirdTime = Env.Task(
        async () =>
        {
            var seen = $"{CustomContext.Current} {await Probe.See.Run()}";
            _ = CustomContext.BeginScope(("key", "attempt"), ("attempt", $"{TaskContext.Current.Attempt}"));
            await Probe.See.Run();
            return TaskContext.Current.Attempt == 3 ? seen : throw new InvalidOperationException(seen);
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 3 } });

    /// <summary>Calls <see cref="ThirdTime"/> inside a scope that is closed before its attempts are over.</summary>
    public static readonly TaskDefinition<string> CallThirdTime = Env.Task(async () =>
    {
        Task<string> call;
        using (CustomContext.BeginScope(("key", "scope")))
        {
            call = ThirdTime.Run();
        }

        return await call;
    });

    /// <summary>The context of a scope as text, as for a queue.</summary>
    public static readonly TaskDefinition<string> CaptureAsText = Env.Task(() =>
    {
        using (CustomContext.BeginScope(("scope", "captured"), CustomContext.Without("gone")))
        {
            return CustomContext.Capture().ToJson();
        }
    });

    /// <summary>Enters what another run captured; what is seen inside, by a child, below a further scope, and behind it.</summary>
    public static readonly TaskDefinition<string, string[]> EnterText = Env.Task(async Task<string[]> (string captured) =>
    {
        string[] inside;
        using (CapturedContext.FromJson(captured).Enter())
        {
            inside = [CustomContext.Current.ToString(), await Probe.See.Run()];
            using (CustomContext.BeginScope(("more", "x")))
            {
                inside = [.. inside, await Probe.See.Run()];
            }
        }

        return [.. inside, await Probe.See.Run()];
    });

    /// <summary>A captured context as the input of a task.</summary>
    public static readonly TaskDefinition<CapturedContext, string> EnterInput = Env.Task(async (CapturedContext captured) =>
    {
        using (captured.Enter())
        {
            return await Probe.See.Run();
        }
    });

    private static Task<string[]> BranchAsync(int depth, string path) => Tree.Run(depth, path);

    private static async Task<string[]> OnAsync(string way, Func<Task<string[]>> look)
    {
        var seen = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        switch (way)
        {
            case "Task.Run":
                return await Task.Run(look);
            case "await":
                await Task.Yield();
                return await look();
            case "await without the captured context":
                await Task.Run(() => { }).ConfigureAwait(false);
                return await look().ConfigureAwait(false);
            case "Parallel.ForEachAsync":
                await Parallel.ForEachAsync([1], async (_, _) => seen.SetResult(await look()));
                return await seen.Task;
            case "timer":
                await using (new Timer(_ => LookInto(seen, look), null, TimeSpan.Zero, System.Threading.Timeout.InfiniteTimeSpan))
                {
                    return await seen.Task;
                }

            case "PeriodicTimer":
                using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1)))
                {
                    await timer.WaitForNextTickAsync();
                    return await look();
                }

            case "thread pool":
                ThreadPool.QueueUserWorkItem(_ => LookInto(seen, look));
                return await seen.Task;
            case "thread":
                new Thread(() => LookInto(seen, look)).Start();
                return await seen.Task;
            case "ContinueWith":
                return await Task.CompletedTask.ContinueWith(_ => look(), TaskScheduler.Default).Unwrap();
            default:
                throw new ArgumentOutOfRangeException(nameof(way), way, "Not a way that this task knows.");
        }
    }

    private static void LookInto(TaskCompletionSource<string[]> seen, Func<Task<string[]>> look) =>
        _ = look().ContinueWith(looked => seen.SetFromTask(looked), TaskScheduler.Default);
}
