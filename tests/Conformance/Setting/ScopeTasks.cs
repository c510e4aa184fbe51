namespace Undercurrent.Conformance;

/// <summary>Tasks for the rules S1 to S6: setting and leaving.</summary>
public static class ScopeTasks
{
    public static readonly TaskEnvironment Env = new("conformance_scopes");

    /// <summary>What a child and a grandchild see, side by side.</summary>
    public static readonly TaskDefinition<string[]> SeeAround = Env.Task(async () =>
        new[] { CustomContext.Current.ToString(), await Probe.See.Run(), await Probe.Deep.Run(2) });

    /// <summary>What the body, a child, and a child's child see inside a scope.</summary>
    public static readonly TaskDefinition<string[]> OpenScope = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("experiment", "exp-blue"), ("run_group", "g-7")))
        {
            return await SeeAround.Run();
        }
    });

    /// <summary>Opens scopes of every shape inside each other; returns what is seen in the innermost.</summary>
    public static readonly TaskDefinition<string> MergeAllShapes = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("a", "1")))
        using (CustomContext.BeginScope(("b", "2"), ("c", "2")))
        using (CustomContext.BeginScope(("d", "3"), ("e", "3"), ("f", "3")))
        using (CustomContext.BeginScope(("a", "4"), ("c", "4"), ("g", "4"), ("h", "4")))
        using (CustomContext.BeginScope((IEnumerable<ContextChange>)[("i", "5"), CustomContext.Without("h"), ("b", "5"), ("j", "5"), ("i", "5+")]))
        using (CustomContext.BeginScope(new Dictionary<string, string> { ["k"] = "6" }))
        {
            return await Probe.See.Run();
        }
    });

    /// <summary>
    /// Leaves a block in the given way and returns whether the body sees the same object behind it, and what a child
    /// sees. The block stands in the body itself: the end of an async method of its own would close it anyhow.
    /// </summary>
    public static readonly TaskDefinition<string, string> LeaveBlock = Env.Task(async (string way) =>
    {
        var before = CustomContext.Current;
        try
        {
            if (way == "return")
            {
                ReturnFromBlock();
            }
            else
            {
                using (CustomContext.BeginScope(("key", "scope"), CustomContext.Without("experiment")))
                {
                    await Probe.See.Run();
                    await LeaveAsync(way);
                }
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException or TaskFailedException)
        {
            // The way out.
        }

        return $"{ReferenceEquals(before, CustomContext.Current)} {await Probe.See.Run()}";
    });

    /// <summary>Removes a key for a child, and looks behind the block.</summary>
    public static readonly TaskDefinition<string[]> RemoveKey = Env.Task(async Task<string[]> () =>
    {
        string[] inside;
        using (CustomContext.BeginScope(CustomContext.Without("experiment")))
        {
            inside = [await Probe.See.Run(), CustomContext.Current.ContainsKey("experiment").ToString(), await Probe.Deep.Run(3)];
        }

        return [.. inside, await Probe.See.Run()];
    });

    /// <summary>Removes a key that isn't there, and sets one again below its removal.</summary>
    public static readonly TaskDefinition<string[]> RemoveAndSetAgain = Env.Task(async Task<string[]> () =>
    {
        using (CustomContext.BeginScope(CustomContext.Without("nobody-set-it")))
        using (CustomContext.BeginScope(CustomContext.Without("experiment")))
        {
            var removed = await Probe.See.Run();
            using (CustomContext.BeginScope(("experiment", "")))
            {
                return [removed, await Probe.See.Run()];
            }
        }
    });

    /// <summary>Opens as many scopes inside each other; what the innermost's child sees, and what is there behind them.</summary>
    public static readonly TaskDefinition<int, string[]> NestScopes = Env.Task(async (int depth) =>
        new[] { await NestAsync(1, depth), await Probe.See.Run() });

    /// <summary>Closes outer scopes before inner ones, and scopes twice.</summary>
    public static readonly TaskDefinition<string[]> CloseOutOfOrder = Env.Task(async () =>
    {
        var seen = new List<string>();
        var outer = CustomContext.BeginScope(("key", "outer"));
        var middle = CustomContext.BeginScope(("key", "middle"));
        var inner = CustomContext.BeginScope(("key", "inner"));
        middle.Dispose();
        seen.Add(await Probe.See.Run());
        inner.Dispose();
        middle.Dispose();
        seen.Add(await Probe.See.Run());
        outer.Dispose();
        outer.Dispose();
        inner.Dispose();
        seen.Add(await Probe.See.Run());
        using (CustomContext.BeginScope(("key", "later")))
        {
            // It was closed before this one opened: closing it again must not reach it.
            outer.Dispose();
            seen.Add(await Probe.See.Run());
        }

        return seen.ToArray();
    });

    /// <summary>Closes a scope on a flow that was started inside its block: that flow alone leaves it.</summary>
    public static readonly TaskDefinition<string[]> CloseOnFlowFromInside = Env.Task(async () =>
    {
        using var scope = CustomContext.BeginScope(("key", "scope"));
        var there = await Task.Run(async () =>
        {
            scope.Dispose();
            return await Probe.See.Run();
        });
        return new[] { there, CustomContext.Current.ToString(), await Probe.See.Run() };
    });

    /// <summary>Closes a scope on a flow that was started before it opened.</summary>
    public static readonly TaskDefinition<string[]> CloseOnFlowFromOutside = Env.Task(async () =>
    {
        var opened = new TaskCompletionSource<ContextScope>(TaskCreationOptions.RunContinuationsAsynchronously);
        var elsewhere = Task.Run(async () =>
        {
            using (CustomContext.BeginScope(("key", "elsewhere")))
            {
                (await opened.Task).Dispose();
                return await Probe.See.Run();
            }
        });
        using (var scope = CustomContext.BeginScope(("key", "scope")))
        {
            opened.SetResult(scope);
            var there = await elsewhere;
            return new[] { there, await Probe.See.Run() };
        }
    });

    private static Task LeaveAsync(string way) => way switch
    {
        "end" => Task.CompletedTask,
        "exception" => throw new InvalidOperationException("out"),
        "child's failure" => FailureTasks.Throw.Run("out"),
        "cancellation" => Task.FromCanceled(new CancellationToken(canceled: true)),
        "cancelled call" => Probe.Deep.Run(1, new CancellationToken(canceled: true)),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "Not a way that this task knows."),
    };

    private static string ReturnFromBlock()
    {
        using (CustomContext.BeginScope(("key", "scope"), CustomContext.Without("experiment")))
        {
            return CustomContext.Current["key"];
        }
    }

    private static async Task<string> NestAsync(int level, int depth)
    {
        using (CustomContext.BeginScope(("level", $"{level}"), ($"key{level % 5}", $"{level}")))
        {
            return level == depth ? await Probe.See.Run() : await NestAsync(level + 1, depth);
        }
    }
}
