namespace Undercurrent.Conformance;

/// <summary>Tasks about the life of a body: blocking, payloads, calls that it leaves behind.</summary>
public static class BodyTasks
{
    public static readonly TaskEnvironment Env = new("conformance_bodies");

    public static readonly TaskDefinition<string, int, string> Block = Env.Task((string id, int number) =>
    {
        Gathering.Of(id, 200).Arrive();
        Gate.Of(id).Block();
        return $"{number} {CustomContext.Current}";
    });

    /// <summary>While 200 bodies block their threads, an asynchronous child must still answer: only then are they let go.</summary>
    public static readonly TaskDefinition<string, string[]> AnswerWhileOthersBlock = Env.Task(async Task<string[]> (string id) =>
    {
        var blocked = Enumerable.Range(0, 200).Select(number => Block.Run(id, number)).ToArray();
        await Gathering.Of(id, 200).WaitAsync();
        var answer = await Probe.Deep.Run(3);
        Gate.Of(id).Open();
        return [answer, .. await Task.WhenAll(blocked)];
    });

    /// <summary>A chain of synchronous bodies, each blocking on the next.</summary>
    public static readonly TaskDefinition<int, string> BlockOnEachOther = Env.Task((int levels) =>
        levels == 0 ? CustomContext.Current.ToString() : Again(levels - 1).GetAwaiter().GetResult());

    public static readonly TaskDefinition<int, string> MakeText = Env.Task(async (int length) =>
    {
        await Task.Yield();
        return new string('x', length);
    });

    public static readonly TaskDefinition<string, int> Measure = Env.Task(async (string text) =>
    {
        await Task.Yield();
        return text.Length;
    });

    /// <summary>The error of a call with too large an input, and a call after it.</summary>
    public static readonly TaskDefinition<int, string[]> CallWithText = Env.Task(async (int length) =>
    {
        var error = await Assert.ThrowsAsync<TaskInputException>(() => Measure.Run(new string('x', length)));
        return new[] { error.Task, error.Message, $"{await Measure.Run("small")}" };
    });

    /// <summary>The failure of a child whose result is too large; it isn't tried again, since it would be the same.</summary>
    public static readonly TaskDefinition<int, string> CallForText = Env.Task(async (int length) =>
    {
        var often = MakeText.With(options => options with { Retry = new RetryOptions { MaxAttempts = 5 } });
        return (await Assert.ThrowsAsync<TaskFailedException>(() => often.Run(length))).Failure.Message;
    });

    public static readonly TaskDefinition<string, string> WaitForGate = Env.Task(async (string id) =>
    {
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync();
        return CustomContext.Current.ToString();
    });

    /// <summary>Begins a call and ends without awaiting it.</summary>
    public static readonly TaskDefinition<string, string> LeaveCallOpen = Env.Task(async (string id) =>
    {
        _ = WaitForGate.Run(id);
        await Gate.Of(id + "started").WaitAsync();
        return "ended first";
    });

    /// <summary>Begins a call that heeds its token, and fails without awaiting it.</summary>
    public static readonly TaskDefinition<string, string> LeaveCallOpenAndFail = Env.Task(async (string id) =>
    {
        _ = CancellationTasks.Wait.Run(id);
        await Gate.Of(id + "started").WaitAsync();
        return id.Length > 0 ? throw new InvalidOperationException("failed with a call open") : id;
    });

    /// <summary>Leaves work behind that calls a task when the run is long over.</summary>
    public static readonly TaskDefinition<string, string> LeaveWorkBehind = Env.Task(async (string id) =>
    {
        _ = Task.Run(async () =>
        {
            await Gate.Of(id).WaitAsync();
            var exception = await Record.ExceptionAsync(() => Probe.See.Run());
            Gate.Of(id + "told").Open($"{exception?.GetType().Name}: {exception?.Message}");
        });
        await Task.Yield();
        return "ended";
    });

    /// <summary>The error of calling a task where there is no action: a flow that was told to carry nothing.</summary>
    public static readonly TaskDefinition<string> CallWithoutFlow = Env.Task(async () =>
    {
        Task<Exception?> work;
        using (ExecutionContext.SuppressFlow())
        {
            work = Task.Run(() => Record.ExceptionAsync(() => Probe.See.Run()));
        }

        return (await work)?.Message ?? "nothing was thrown";
    });

    public static readonly TaskDefinition<string, string[]> IntroduceChild = Env.Task(async (string parent) =>
    {
        await Task.Yield();
        var me = TaskContext.Current;
        return new[]
        {
            me.RunId.Value, me.ActionId.ToString(), $"{me.ParentId?.ToString() == parent}", me.Task, $"{me.Attempt}",
            $"{me.CancellationToken.CanBeCanceled} {me.CancellationToken.IsCancellationRequested}", $"{me.Logger is not null}",
        };
    });

    /// <summary>All that a body can know of its action.</summary>
    public static readonly TaskDefinition<string[]> Introduce = Env.Task(async () => await IntroduceChild.Run(TaskContext.Current.ActionId.ToString()));

    private static Task<string> Again(int levels) => BlockOnEachOther.Run(levels);
}
