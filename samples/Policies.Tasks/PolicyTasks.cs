using Undercurrent;

namespace Policies;

/// <summary>One task for each policy.</summary>
public static class PolicyTasks
{
    public static readonly TaskEnvironment Env = new("policies");

    /// <summary>Fails twice. The back-off doubles, and a wrong postcode would not be tried again.</summary>
    public static readonly TaskDefinition<string, string> Fetch = Env.Task(
        async (string address) =>
        {
            await Task.Yield();
            return TaskContext.Current.Attempt < 3
                ? throw new IOException($"{address} doesn't answer")
                : $"fetched from {address} by attempt {TaskContext.Current.Attempt}";
        },
        new TaskOptions
        {
            Retry = new RetryOptions { MaxAttempts = 5, Delay = TimeSpan.FromMilliseconds(20), BackoffFactor = 2, MaxDelay = TimeSpan.FromSeconds(1) }
                .RetryOn<IOException>(),
        });

    /// <summary>Takes longer than it may, and heeds its token.</summary>
    public static readonly TaskDefinition<string> Dawdle = Env.Task(
        async () =>
        {
            await Task.Delay(TimeSpan.FromMinutes(5), TaskContext.Current.CancellationToken);
            return "in the end";
        },
        new TaskOptions { Timeout = new TimeoutOptions { Attempt = TimeSpan.FromMilliseconds(50) } });

    /// <summary>Its result is kept for a day; it reads nothing but its input.</summary>
    public static readonly TaskDefinition<string, int> Measure = Env.Task(
        async (string text) =>
        {
            await TaskContext.Current.ReportAsync($"measuring '{text}'");
            return text.Length;
        },
        new TaskOptions { Cache = CachePolicy.On("1") with { Expiry = TimeSpan.FromDays(1) } });

    /// <summary>Cached, and reads the context: the trap that the guard warns of.</summary>
    public static readonly TaskDefinition<string, string> Greet = Env.Task(
        (string name) => $"{(CustomContext.Current["language"] == "de" ? "Guten Tag" : "Hello")}, {name}", new TaskOptions { Cache = CachePolicy.On("1") });

    /// <summary>Fails for one of its inputs.</summary>
    public static readonly TaskDefinition<int, int> Square = Env.Task(async (int number) =>
    {
        await Task.Yield();
        return number == 3 ? throw new ArgumentException("three is refused") : number * number;
    });

    /// <summary>Squares a few, two at a time, and goes on over failures.</summary>
    public static readonly TaskDefinition<int, string[]> SquareAll = Env.Task(async (int count) =>
    {
        using (TaskGroup.Begin("squares"))
        {
            return await Square.Map(Enumerable.Range(1, count), maxConcurrency: 2, OnFailure.Continue)
                .Select(result => result.IsSuccess ? $"{result.Value}" : result.Failure!.Message)
                .ToArrayAsync();
        }
    });

    /// <summary>Counts once, whatever happens, and then waits for somebody's word, and for a day.</summary>
    public static readonly TaskDefinition<string, string> Publish = Env.Task(async (string title) =>
    {
        var pages = await TaskContext.Current.StepAsync("count-pages", () => Task.FromResult(title.Length * 10));
        var approval = await TaskContext.Current.WaitForAsync<Approval>("approval", timeout: TimeSpan.FromDays(1));
        var day = await TaskContext.Current.WaitForAsync<DayOfWeek>("day");
        return approval.Granted ? $"'{title}', {pages} pages, published on {day} on the word of {approval.By}" : "kept back";
    });

    public static readonly TaskDefinition<string> Describe = Env.Task(() => $"experiment {CustomContext.Current["experiment"]} in {CustomContext.Current["region"]}");
}
