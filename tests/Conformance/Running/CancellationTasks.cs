namespace Undercurrent.Conformance;

/// <summary>Tasks that wait to be cancelled. Their gates are named after an id that the test passes in.</summary>
public static class CancellationTasks
{
    public static readonly TaskEnvironment Env = new("conformance_cancellation");

    /// <summary>A tree of waiting bodies, two children to each, of which each leaf arrives at the gathering.</summary>
    public static readonly TaskDefinition<int, string, string> WaitingTree = Env.Task(async (int depth, string gathering) =>
    {
        if (depth == 0)
        {
            Gathering.Of(gathering, 4).Arrive();
            await Gate.Of(gathering).WaitAsync(TaskContext.Current.CancellationToken);
            return "never";
        }

        var children = await Task.WhenAll(BelowAsync(depth - 1, gathering), BelowAsync(depth - 1, gathering));
        return string.Join(' ', children);
    });

    public static readonly TaskDefinition<string, string> LeaveTrace = Env.Task(async (string id) =>
    {
        Gate.Of(id + "child ran").Open();
        await Task.Yield();
        return id;
    });

    /// <summary>Waits until it is cancelled, and then calls a child all the same. What came of that is at a gate.</summary>
    public static readonly TaskDefinition<string, string> CallWhenCancelled = Env.Task(async (string id) =>
    {
        try
        {
            Gate.Of(id + "started").Open();
            await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            var exception = await Record.ExceptionAsync(() => LeaveTrace.Run(id));
            Gate.Of(id + "told").Open(exception?.GetType().Name ?? "nothing was thrown");
            throw;
        }

        return "never";
    });

    /// <summary>Registers a callback that throws, and waits to be cancelled.</summary>
    public static readonly TaskDefinition<string, string> ThrowInCallback = Env.Task(async (string id) =>
    {
        await using var callback = TaskContext.Current.CancellationToken.Register(() => throw new InvalidOperationException("thrown by a callback"));
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        return "never";
    });

    /// <summary>Registers a callback that takes until that of another has begun, and waits to be cancelled.</summary>
    public static readonly TaskDefinition<string, string, string> MeetInCallback = Env.Task(async (string id, string other) =>
    {
        // What is registered last is called first: the body ends behind its callback.
        var waiting = Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        TaskContext.Current.CancellationToken.UnsafeRegister(
            _ =>
            {
                Gate.Of(id + "called").Open();
                Gate.Of(other + "called").Block();
            },
            null);
        Gate.Of(id + "started").Open();
        return await waiting;
    });

    public static readonly TaskDefinition<string, string> CallTwoThatMeet = Env.Task(async (string id) =>
        string.Join(' ', await Task.WhenAll(MeetInCallback.Run(id + "a", id + "b"), MeetInCallback.Run(id + "b", id + "a"))));

    /// <summary>Takes no notice of its token.</summary>
    public static readonly TaskDefinition<string, string> Ignore = Env.Task(async (string id) =>
    {
        Gate.Of(id + "started").Open();
        return await Gate.Of(id).WaitAsync();
    });

    public static readonly TaskDefinition<string, string> CallOneThatIgnores = Env.Task(async (string id) => await Ignore.Run(id));

    public static readonly TaskDefinition<string, string> Wait = Env.Task(async (string id) =>
    {
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        return "not cancelled";
    });

    /// <summary>Cancels one of its calls by a token of its own, and goes on.</summary>
    public static readonly TaskDefinition<string, string> CancelOneCall = Env.Task(async (string id) =>
    {
        using var own = new CancellationTokenSource();
        var call = Wait.Run(id, own.Token);
        await Gate.Of(id + "started").WaitAsync();
        await own.CancelAsync();
        var exception = await Assert.ThrowsAsync<ActionCancelledException>(() => call);
        return $"{exception.CancellationToken == own.Token} {await Probe.See.Run()}";
    });

    /// <summary>A synchronous body that blocks on a waiting child.</summary>
    public static readonly TaskDefinition<string, string> BlockOnChild = Env.Task((string id) => Wait.Run(id).Result);

    /// <summary>Throws an error of its own when it is cancelled.</summary>
    public static readonly TaskDefinition<string, string> FailWhenCancelled = Env.Task(async (string id) =>
    {
        try
        {
            Gate.Of(id + "started").Open();
            return await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException("broke while it cleaned up");
        }
    });

    /// <summary>Waits for its next attempt, far away, when it is cancelled.</summary>
    public static readonly TaskDefinition<string, string> WaitToRetry = Env.Task(
        Task<string> (string id) =>
        {
            Gate.Of(id + "started").Open();
            throw new InvalidOperationException("once more, tomorrow");
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromDays(1) } });

    private static Task<string> BelowAsync(int depth, string gathering) => WaitingTree.Run(depth, gathering);
}
