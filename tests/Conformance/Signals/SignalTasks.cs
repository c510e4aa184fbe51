namespace Undercurrent.Conformance;

/// <summary>Tasks that wait for answers and times.</summary>
public static class SignalTasks
{
    public static readonly TaskEnvironment Env = new("conformance_signals");

    /// <summary>Waits for an approval, without a limit.</summary>
    public static readonly TaskDefinition<string> Approved = Env.Task(async () =>
    {
        var approval = await TaskContext.Current.WaitForAsync<Approval?>("approval");
        return approval is null ? "null" : $"{approval.By} {approval.Granted} {CustomContext.Current}";
    });

    /// <summary>As <see cref="Approved"/>, a call further down.</summary>
    public static readonly TaskDefinition<string> Below = Env.Task(async () => await Approved.Run());

    /// <summary>Waits at its gate before it waits for the answer.</summary>
    public static readonly TaskDefinition<string, string> Late = Env.Task(async (string id) =>
    {
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync();
        return await TaskContext.Current.WaitForAsync<string>("approval");
    });

    /// <summary>Waits for several answers at once and for one of them again.</summary>
    public static readonly TaskDefinition<string[]> Several = Env.Task(async () =>
    {
        var context = TaskContext.Current;
        var all = await Task.WhenAll(context.WaitForAsync<string>("a"), context.WaitForAsync<string>("b.1"), context.WaitForAsync<string>("a"));
        return all.Append(await context.WaitForAsync<string>("b.1", TimeSpan.Zero)).ToArray();
    });

    /// <summary>Waits for as long as it is told; what it catches.</summary>
    public static readonly TaskDefinition<TimeSpan, string> Limited = Env.Task(async (TimeSpan limit) =>
    {
        try
        {
            return await TaskContext.Current.WaitForAsync<string>("approval", limit);
        }
        catch (SignalTimeoutException exception)
        {
            return $"{exception.Name}: {exception.Message}";
        }
        catch (ArgumentOutOfRangeException exception)
        {
            return exception.Message;
        }
    });

    /// <summary>Lets the timeout through.</summary>
    public static readonly TaskDefinition<string> TimedOut = Env.Task(async () => await TaskContext.Current.WaitForAsync<string>("approval", TimeSpan.FromMilliseconds(1)));

    /// <summary>Waits for a number; what it catches.</summary>
    public static readonly TaskDefinition<string> Number = Env.Task(async () =>
    {
        try
        {
            return $"{await TaskContext.Current.WaitForAsync<int>("number")}";
        }
        catch (SignalValueException exception)
        {
            return $"{exception.Name}: {exception.Message}";
        }
    });

    /// <summary>Cancels its own wait and goes on.</summary>
    public static readonly TaskDefinition<string> GivesUp = Env.Task(async () =>
    {
        using var source = new CancellationTokenSource();
        var wait = TaskContext.Current.WaitForAsync<string>("approval", cancellationToken: source.Token);
        await source.CancelAsync();
        try
        {
            return await wait;
        }
        catch (ActionCancelledException)
        {
            return "given up";
        }
    });

    /// <summary>The refusal of a name.</summary>
    public static readonly TaskDefinition<string, string> Named = Env.Task(async (string name) =>
    {
        try
        {
            return await TaskContext.Current.WaitForAsync<string>(name, TimeSpan.Zero);
        }
        catch (Exception exception) when (exception is ArgumentException or SignalTimeoutException)
        {
            return exception.GetType().Name;
        }
    });

    /// <summary>Waits for a time.</summary>
    public static readonly TaskDefinition<TimeSpan, string> Delayed = Env.Task(async (TimeSpan delay) =>
    {
        try
        {
            await TaskContext.Current.DelayAsync(delay);
            return "over";
        }
        catch (ArgumentOutOfRangeException exception)
        {
            return exception.Message;
        }
    });
}
