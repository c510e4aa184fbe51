namespace Undercurrent.Conformance;

/// <summary>Tasks whose actions and events are looked at in the record.</summary>
public static class RecordTasks
{
    public static readonly TaskEnvironment Env = new("conformance_records");

    public static readonly TaskDefinition<string> ReportOnce = Env.Task(
        async () =>
        {
            await TaskContext.Current.ReportAsync($"attempt {TaskContext.Current.Attempt}");
            return TaskContext.Current.Attempt == 2 ? "done" : throw new InvalidOperationException("once more");
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    public static readonly TaskDefinition<string, string> ReportAndWait = Env.Task(async (string id) =>
    {
        await TaskContext.Current.ReportAsync("before");
        await Gate.Of(id).WaitAsync();
        await TaskContext.Current.ReportAsync("after");
        return await ReportOnce.Run();
    });

    public static readonly TaskDefinition<int, string> ReportLong = Env.Task(async (int length) =>
    {
        await TaskContext.Current.ReportAsync(new string('x', length));
        return "reported";
    });

    public const int LargeSize = 3 * 1024 * 1024;

    /// <summary>Numbered children one after another, so that their order is known.</summary>
    public static readonly TaskDefinition<int, string> MakeLarge = Env.Task((int number) => new string((char)('a' + number), LargeSize));

    public static readonly TaskDefinition<int, int> CallLarge = Env.Task(async (int count) =>
    {
        for (var number = 0; number < count; number++)
        {
            await MakeLarge.Run(number);
        }

        return count;
    });

    public static readonly TaskDefinition<int, int> CallInOrder = Env.Task(async (int count) =>
    {
        for (var number = 0; number < count; number++)
        {
            await Probe.SeeNumbered.Run(number);
        }

        return count;
    });
}
