namespace Undercurrent.Conformance;

/// <summary>Tasks that take too long. Their gates are named after an id that the test passes in.</summary>
public static class TimeoutTasks
{
    public static readonly TaskEnvironment Env = new("conformance_timeouts");

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private static readonly TaskOptions AttemptsOnly = new() { Timeout = new TimeoutOptions { Attempt = Soon } };

    /// <summary>Waits for its gate, or until its token is cancelled.</summary>
    public static readonly TaskDefinition<string, string> Heed = Env.Task(
        async (string id) =>
        {
            Gate.Of(id + "started").Open();
            return await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        },
        AttemptsOnly);

    /// <summary>As <see cref="Heed"/>, on a thread of its own.</summary>
    public static readonly TaskDefinition<string, string> HeedBlocking = Env.Task(
        (string id) => Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken).GetAwaiter().GetResult(), AttemptsOnly);

    /// <summary>Waits in its first attempt only.</summary>
    public static readonly TaskDefinition<string, string> HeedOnce = Env.Task(
        async (string id) => TaskContext.Current.Attempt == 1 ? await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken) : "in time",
        AttemptsOnly with { Retry = new RetryOptions { MaxAttempts = 50 }.RetryOn<TimeoutException>() });

    /// <summary>Returns something when its token is cancelled.</summary>
    public static readonly TaskDefinition<string, string> ReturnHalf = Env.Task(
        async (string id) =>
        {
            try
            {
                return await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                return "half of it";
            }
        },
        AttemptsOnly);

    /// <summary>Fails with something of its own when its token is cancelled.</summary>
    public static readonly TaskDefinition<string, string> FailAtCleanup = Env.Task(
        async (string id) =>
        {
            try
            {
                return await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException("broke while it cleaned up");
            }
        },
        AttemptsOnly);

    /// <summary>Takes no notice of its token, and calls another when its gate opens. What came of that is at a gate.</summary>
    public static readonly TaskDefinition<string, string> Ignore = Env.Task(
        async (string id) =>
        {
            await Gate.Of(id).WaitAsync();
            var told = await Record.ExceptionAsync(() => Probe.See.Run());
            Gate.Of(id + "told").Open(told?.GetType().Name ?? "nothing was thrown");
            return "late";
        },
        new TaskOptions { Timeout = new TimeoutOptions { Attempt = Soon, Grace = TimeSpan.FromMilliseconds(5) } });

    /// <summary>Catches the failure of <see cref="Ignore"/>, whose body still runs then.</summary>
    public static readonly TaskDefinition<string, string> CatchIgnoring = Env.Task(async (string id) =>
    {
        var failure = (await Assert.ThrowsAsync<TaskFailedException>(() => Ignore.Run(id))).Failure;
        Gate.Of(id).Open();
        await Gate.Of(id + "told").WaitAsync();
        return failure.Message;
    });

    /// <summary>Waits for a child that has no limit of its own.</summary>
    public static readonly TaskDefinition<string, string> WaitForChild = Env.Task(async (string id) => await CancellationTasks.Wait.Run(id), AttemptsOnly);

    /// <summary>Would be tried again, but not when the action's time is over.</summary>
    public static readonly TaskDefinition<string, string> HeedAction = Env.Task(
        async (string id) => await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken),
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 50 }, Timeout = new TimeoutOptions { Attempt = TimeSpan.FromDays(1), Action = Soon } });

    /// <summary>Takes the limit away from one call.</summary>
    public static readonly TaskDefinition<string, string> CallWithoutLimit = Env.Task(async (string id) =>
    {
        var call = Heed.With(options => options with { Timeout = options.Timeout with { Attempt = null } }).Run(id);
        await Gate.Of(id + "started").WaitAsync();
        await Assert.ThrowsAsync<TaskFailedException>(() => Heed.Run(id + "other"));
        Gate.Of(id).Open("as long as it takes");
        return await call;
    });
}
