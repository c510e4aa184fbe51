namespace Undercurrent.Conformance;

/// <summary>Tasks of which one action is cancelled. They tell their action's id at gates named after an id that the test passes in.</summary>
public static class ActionCancelTasks
{
    public static readonly TaskEnvironment Env = new("conformance_action_cancel");

    private static readonly RetryOptions Often = new() { MaxAttempts = 5 };

    /// <summary>Waits for its gate, and would be tried again if it failed.</summary>
    public static readonly TaskDefinition<string, string, string> Wait = Env.Task(
        async (string id, string name) =>
        {
            Tell(id, name);
            return await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        },
        new TaskOptions { Retry = Often });

    /// <summary>Has two children that wait, one of them in its turn below another.</summary>
    public static readonly TaskDefinition<string, string> Branch = Env.Task(async (string id) =>
    {
        Tell(id, "branch");
        var below = await Task.WhenAll(Wait.Run(id, "child"), Twig!.Run(id));
        return string.Join(' ', below);
    });

    public static readonly TaskDefinition<string, string> Twig = Env.Task(async (string id) => await Wait.Run(id, "grandchild"));

    /// <summary>Catches the cancellation of one of its two calls.</summary>
    public static readonly TaskDefinition<string, string> CatchOne = Env.Task(async (string id) =>
    {
        var sibling = Wait.Run(id, "sibling");
        var caught = await Assert.ThrowsAsync<ActionCancelledException>(() => Branch.Run(id));
        Gate.Of(id).Open("went on");
        return $"{await sibling}: {caught.Message}";
    });

    /// <summary>Lets the cancellation of its call through.</summary>
    public static readonly TaskDefinition<string, string> PassOn = Env.Task(async (string id) => await Wait.Run(id, "child"));

    /// <summary>Fails when it is cancelled, and would be tried again if that counted.</summary>
    public static readonly TaskDefinition<string, string> FailAtCleanup = Env.Task(
        async (string id) =>
        {
            Tell(id, "failing");
            try
            {
                return await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException("broke while it cleaned up");
            }
        },
        new TaskOptions { Retry = Often });

    /// <summary>Would be tried again tomorrow.</summary>
    public static readonly TaskDefinition<string, string> Tomorrow = Env.Task(
        Task<string> (string id) =>
        {
            Tell(id, "tomorrow");
            throw new InvalidOperationException("once more, tomorrow");
        },
        new TaskOptions { Retry = Often with { Delay = TimeSpan.FromDays(1) } });

    /// <summary>Takes no notice of its token.</summary>
    public static readonly TaskDefinition<string, string> Ignore = Env.Task(async (string id) =>
    {
        Tell(id, "ignoring");
        return await Gate.Of(id).WaitAsync();
    });

    /// <summary>A synchronous body that waits for its token.</summary>
    public static readonly TaskDefinition<string, string> Block = Env.Task((string id) =>
    {
        Tell(id, "blocking");
        return Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken).GetAwaiter().GetResult();
    });

    /// <summary>Catches what becomes of one call; the word says which.</summary>
    public static readonly TaskDefinition<string, string, string> CatchCall = Env.Task(async (string id, string which) =>
    {
        var call = which switch
        {
            "fail" => FailAtCleanup.Run(id),
            "tomorrow" => Tomorrow.Run(id),
            "ignore" => Ignore.Run(id),
            _ => Block.Run(id),
        };
        return (await Assert.ThrowsAsync<ActionCancelledException>(() => call)).GetType().Name;
    });

    public static readonly TaskDefinition<string, string> Count = Env.Task(async (string id) =>
    {
        Gate.Of(id + (Gate.Of(id + "ran once").IsOpen ? "ran twice" : "ran once")).Open();
        Tell(id, "counted");
        await Task.Yield();
        return "done";
    });

    /// <summary>Calls the same child in each of its attempts, and is cancelled it in between.</summary>
    public static readonly TaskDefinition<string, string> CallAgain = Env.Task(
        async (string id) =>
        {
            if (TaskContext.Current.Attempt == 1)
            {
                await Count.Run(id);
                await Gate.Of(id).WaitAsync();
                throw new InvalidOperationException("once more");
            }

            return (await Assert.ThrowsAsync<ActionCancelledException>(() => Count.Run(id))).GetType().Name;
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    /// <summary>The action that told its id under this name.</summary>
    public static async Task<ActionId> ToldAsync(string id, string name) => ActionId.Parse(await Gate.Of($"{id} {name}").WaitAsync());

    private static void Tell(string id, string name) => Gate.Of($"{id} {name}").Open(TaskContext.Current.ActionId.ToString());
}
