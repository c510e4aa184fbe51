namespace Undercurrent.Conformance;

/// <summary>Tasks whose actions are counted: children that are tried twice, with a context of their own for what they call.</summary>
public static class OverviewTasks
{
    public static readonly TaskEnvironment Env = new("conformance_overviews");

    public static readonly TaskDefinition<int, string> Fail = Env.Task(string (int number) => throw new InvalidOperationException($"broke at number {number}"));

    /// <summary>Fails at first, and at last handles what fails below it.</summary>
    public static readonly TaskDefinition<int, int> CallFailing = Env.Task(
        async (int number) =>
        {
            if (TaskContext.Current.Attempt == 1)
            {
                throw new IOException("once more");
            }

            _ = CustomContext.Current.TryGetValue("find", out _);
            using (CustomContext.BeginScope(("find", $"{number}")))
            {
                await Assert.ThrowsAsync<TaskFailedException>(() => Fail.Run(number));
            }

            return number;
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    public static readonly TaskDefinition<int, int[]> FailSome = Env.Task(async (int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(CallFailing.Run)));
}
