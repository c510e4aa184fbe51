using System.Collections.Concurrent;

namespace Undercurrent.Browser;

/// <summary>What the tests launch. Bodies that wait do so for their test, which lets them go on by name.</summary>
public static class ShopTasks
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    public static readonly TaskEnvironment Env = new("shop");

    public static readonly TaskDefinition<string, string> Price = Env.Task(async (string item) =>
    {
        await TaskContext.Current.ReportAsync($"{item} in {CustomContext.Current.GetValueOrDefault("region", "nowhere")}");
        return $"{item}: 12 {CustomContext.Current.GetValueOrDefault("currency", "EUR")}";
    });

    public static readonly TaskDefinition<string, string> Wait = Env.Task(async (string gate) =>
    {
        await GateOf(gate).Task.WaitAsync(TaskContext.Current.CancellationToken);
        return gate;
    });

    public static readonly TaskDefinition<string, string> Lose = Env.Task(async (string gate) =>
    {
        await GateOf(gate).Task.WaitAsync(TaskContext.Current.CancellationToken);
        return gate.Length > 0 ? throw new InvalidOperationException($"{gate} is lost") : gate;
    });

    public static readonly TaskDefinition<string, string> Order = Env.Task(async (string item) =>
    {
        var here = await Price.Run(item);
        using (CustomContext.BeginScope(("region", "us"), ("currency", "USD")))
        {
            return $"{here}, {await Price.Run(item)}";
        }
    });

    public static readonly TaskDefinition<string, string> OrderBehind = Env.Task(async (string gate) =>
    {
        await GateOf(gate).Task.WaitAsync(TaskContext.Current.CancellationToken);
        return await Order.Run("tea");
    });

    public static readonly TaskDefinition<string, string> Refuse = Env.Task<string, string>(
        async (string item) =>
        {
            await Task.Yield();
            throw new InvalidOperationException($"There is no {item} left.");
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.Zero } });

    public static readonly TaskDefinition<string, int> Ship = Env.Task(async (string item) =>
    {
        var prices = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => Price.Run($"{item} {number}")));
        await Refuse.Run(item);
        return prices.Length;
    });

    public static readonly TaskDefinition<int, int> Number = Env.Task((int number) => Task.FromResult(number));

    public static readonly TaskDefinition<int, int> Many = Env.Task(async (int count) =>
        (await Task.WhenAll(Enumerable.Range(0, count).Select(number => Number.Run(number)))).Length);

    public static readonly TaskDefinition<string, int, string> TwoInputs = Env.Task(
        async (string name, int times) => await Task.FromResult(string.Join(' ', Enumerable.Repeat(name, times))));

    /// <summary>Lets the bodies that wait at a gate go on, also those that come later.</summary>
    public static void Open(string gate) => GateOf(gate).TrySetResult();

    private static TaskCompletionSource GateOf(string name) =>
        Gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
