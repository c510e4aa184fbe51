namespace Undercurrent.Conformance;

/// <summary>Tasks that are tried again, or not.</summary>
public static class RetryTasks
{
    public static readonly TaskEnvironment Env = new("conformance_retry");

    private static readonly RetryOptions BackingOff = new()
    {
        MaxAttempts = 4,
        Delay = TimeSpan.FromMilliseconds(1),
        BackoffFactor = 2,
        MaxDelay = TimeSpan.FromMilliseconds(3),
        Jitter = 0.5,
    };

    /// <summary>Fails until its fourth attempt, and tells then what it saw; what the others saw is what they failed with.</summary>
    public static readonly TaskDefinition<string> SeeEachTime = Env.Task(
        async () =>
        {
            using (CustomContext.BeginScope(("own", $"set by attempt {TaskContext.Current.Attempt}"), CustomContext.Without("taken_away")))
            {
                await Task.Yield();
            }

            var seen = CustomContext.Current.ToString();
            return TaskContext.Current.Attempt == 4 ? seen : throw new InvalidOperationException(seen);
        },
        new TaskOptions { Retry = BackingOff });

    /// <summary>Calls <see cref="SeeEachTime"/> under a scope that is closed when its attempts begin.</summary>
    public static readonly TaskDefinition<string> CallUnderScope = Env.Task(async () =>
    {
        Task<string> call;
        using (CustomContext.BeginScope(("key", "scope")))
        {
            call = SeeEachTime.Run();
        }

        return await call;
    });

    /// <summary>Throws what it is told to. Only what has to do with files is tried again, except for a missing one.</summary>
    public static readonly TaskDefinition<string, string> ThrowNamed = Env.Task(
        Task<string> (string name) => throw (name switch
        {
            "directory" => new DirectoryNotFoundException("no folder"),
            "file" => new FileNotFoundException("no file"),
            "final" => new NonRetryableException("no use", new TimeoutException("the shop is closed")),
            _ => new InvalidOperationException("something else"),
        }),
        new TaskOptions { Retry = (BackingOff with { MaxAttempts = 3 }).RetryOn<IOException>().DontRetryOn<FileNotFoundException>() });

    /// <summary>Fails with what its caller asks about.</summary>
    public static readonly TaskDefinition<string> Count = Env.Task(
        Task<string> () => throw new InvalidOperationException($"failed {TaskContext.Current.Attempt} times"),
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 9, RetryWhen = failure => failure.Message != "failed 3 times" } });

    /// <summary>Catches the failure of <see cref="Count"/>, and looks at what is recorded of it before the run ends.</summary>
    public static readonly TaskDefinition<string> LookAtCount = Env.Task(async () =>
    {
        var failure = (await Assert.ThrowsAsync<TaskFailedException>(() => Count.Run())).Failure;
        var recorded = (await TaskContext.Current.Runner.Records.GetActionAsync(TaskContext.Current.RunId, failure.ActionId!.Value))!;
        return $"{recorded.State}: {recorded.Failure?.Message}";
    });

    /// <summary>Would be tried again a day later, which is behind its deadline.</summary>
    public static readonly TaskDefinition<string> Late = Env.Task(
        Task<string> () => throw new InvalidOperationException("too late"),
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 9, Delay = TimeSpan.FromDays(1), Deadline = TimeSpan.FromHours(23) } });

    /// <summary>Lets a failure through that nothing helps against, and would be tried again itself.</summary>
    public static readonly TaskDefinition<string> PassOnFinal = Env.Task(
        async () => await ThrowNamed.Run("final"), new TaskOptions { Retry = new RetryOptions { MaxAttempts = 3 } });

    /// <summary>As <see cref="PassOnFinal"/>, in a synchronous body that blocks on the call.</summary>
    public static readonly TaskDefinition<string> BlockOnFinal = Env.Task(
        () => ThrowNamed.Run("final").Result, new TaskOptions { Retry = new RetryOptions { MaxAttempts = 3 } });

    /// <summary>Takes its retries away for one call, and all but one from another: what is said explicitly wins, a zero too.</summary>
    public static readonly TaskDefinition<string> CallWithOthers = Env.Task(async () =>
    {
        var once = SeeEachTime.With(options => options with { Retry = RetryOptions.None });
        var atOnce = Late.With(options => options with { Retry = options.Retry with { MaxAttempts = 2, Delay = TimeSpan.Zero } });
        var none = Late.With(options => options with { Retry = options.Retry with { Delay = TimeSpan.FromMilliseconds(1), Deadline = TimeSpan.Zero } });
        var own = Count.With(options => options with { Retry = options.Retry with { RetryWhen = failure => failure.Message != "failed 2 times" } });
        return $"{await AttemptsOf(once)} {await AttemptsOf(atOnce)} {await AttemptsOf(none)} {await AttemptsOf(own)}";
    });

    private static async Task<int> AttemptsOf(TaskDefinition<string> task) =>
        (await Assert.ThrowsAsync<TaskFailedException>(() => task.Run())).Failure.Attempt;
}
