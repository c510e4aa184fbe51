namespace Undercurrent.Conformance;

/// <summary>Tasks that fail, and tasks that let failures through or wrap them.</summary>
public static class FailureTasks
{
    public static readonly TaskEnvironment Env = new("conformance_failures");

    public static readonly TaskDefinition<string, string> Throw = Env.Task(async (string message) =>
    {
        await Task.Yield();
        return FailHere(message);
    });

    public static readonly TaskDefinition<string, string> ThrowBlocking = Env.Task((string message) => FailHere(message));

    public static readonly TaskDefinition<string, string> ThrowOwnType = Env.Task(
        Task<string> (string message) => throw new OrderRefusedException(message, new TimeoutException("the shop did not answer")));

    /// <summary>Lets the child's failure through.</summary>
    public static readonly TaskDefinition<string, string> PassOn = Env.Task(async (string message) => await Throw.Run(message));

    public static readonly TaskDefinition<string, string> PassOnAgain = Env.Task(async (string message) => await PassOn.Run(message));

    /// <summary>Throws an error of its own that names the child's as its cause.</summary>
    public static readonly TaskDefinition<string, string> Wrap = Env.Task(async (string message) =>
    {
        try
        {
            return await PassOn.Run(message);
        }
        catch (TaskFailedException exception)
        {
            throw new OrderRefusedException("wrapped", exception);
        }
    });

    /// <summary>Catches the child's failure; what the body could read of it.</summary>
    public static readonly TaskDefinition<string, string[]> Catch = Env.Task(async (string message) =>
    {
        var exception = await Assert.ThrowsAsync<TaskFailedException>(() => Throw.Run(message));
        return new[] { exception.Failure.Type, exception.Failure.Message, exception.Failure.Task!, exception.Message, await Probe.See.Run() };
    });

    /// <summary>Calls a child that blocks on a child that fails.</summary>
    public static readonly TaskDefinition<string, string> BlockOnFailure = Env.Task((string message) => Throw.Run(message).Result);

    public static readonly TaskDefinition<string> ReturnNull = Env.Task(Task<string> () => null!);

    /// <summary>Fails as often as it may.</summary>
    public static readonly TaskDefinition<string, string> ThrowEachTime = Env.Task(
        Task<string> (string message) => throw new InvalidOperationException($"{message} {TaskContext.Current.Attempt}"),
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 3 } });

    /// <summary>Calls <see cref="Throw"/> with a retry for that call alone.</summary>
    public static readonly TaskDefinition<string> RetryOneCall = Env.Task(async () =>
    {
        var twice = Throw.With(options => options with { Retry = new RetryOptions { MaxAttempts = 2 } });
        var failure = (await Assert.ThrowsAsync<TaskFailedException>(() => twice.Run("retried"))).Failure;
        var once = (await Assert.ThrowsAsync<TaskFailedException>(() => Throw.Run("not retried"))).Failure;
        return $"{failure.Attempt} {once.Attempt}";
    });

    /// <summary>Fails until the attempt with this number, which it returns. Not retried by itself.</summary>
    public static readonly TaskDefinition<int, int> CountingUpTo = Env.Task((int number) =>
        TaskContext.Current.Attempt == number ? number : throw new InvalidOperationException($"attempt {TaskContext.Current.Attempt}"));

    /// <summary>Fails the first time that it runs at all; the gate remembers.</summary>
    public static readonly TaskDefinition<string, string> FailsForTheFirstParent = Env.Task((string gate) =>
    {
        if (Gate.Of(gate).IsOpen)
        {
            return "second time";
        }

        Gate.Of(gate).Open();
        throw new InvalidOperationException("first time");
    });

    /// <summary>Lets its child's failure through, and is tried again.</summary>
    public static readonly TaskDefinition<string, string> RetriedParent = Env.Task(
        async (string gate) => await FailsForTheFirstParent.Run(gate),
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    /// <summary>Is tried again two levels above what fails; nothing between them is retried.</summary>
    public static readonly TaskDefinition<string, string> RetriedGrandparent = Env.Task(
        async (string gate) => await UnretriedParent!.Run(gate),
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    public static readonly TaskDefinition<string, string> UnretriedParent = Env.Task(async (string gate) => await FailsForTheFirstParent.Run(gate));

    private static string FailHere(string message) => throw new InvalidOperationException(message);
}
