using Undercurrent;

namespace HelloWorld;

/// <summary>A run of many actions, long enough to be killed in its middle.</summary>
public static class GreetingTasks
{
    private const int AtOnce = 8;

    private static readonly TimeSpan Effort = TimeSpan.FromMilliseconds(20);

    public static readonly TaskEnvironment Env = new("greetings");

    public static readonly TaskDefinition<int, string> Greet = Env.Task(async (int number) =>
    {
        await Task.Delay(Effort, TaskContext.Current.CancellationToken);
        return $"hello {number} from {CustomContext.Current["trace_id"]}";
    });

    /// <summary>Greets so many times, a few at once, and returns how many greetings it got.</summary>
    public static readonly TaskDefinition<int, int> GreetAll = Env.Task(async (int count) =>
    {
        var greeted = 0;
        foreach (var numbers in Enumerable.Range(1, count).Chunk(AtOnce))
        {
            greeted += (await Task.WhenAll(numbers.Select(number => Greet.Run(number)))).Length;
        }

        return greeted;
    });
}
