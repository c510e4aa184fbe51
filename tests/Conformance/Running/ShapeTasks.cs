namespace Undercurrent.Conformance;

/// <summary>Bodies of every shape: asynchronous and synchronous, zero to three inputs, with and without a result.</summary>
public static class ShapeTasks
{
    public static readonly TaskEnvironment Env = new("conformance_shapes");

    public static readonly TaskDefinition<string> Zero = Env.Task(async () => await Later("zero"));

    public static readonly TaskDefinition<int, string> One = Env.Task(async (int number) => await Later($"{number}"));

    public static readonly TaskDefinition<int, string, string> Two = Env.Task(async (int number, string text) => await Later($"{number} {text}"));

    public static readonly TaskDefinition<int, string, Order, Order> Three = Env.Task(async (int number, string text, Order order) =>
        order with { Number = order.Number + number, Note = await Later(text), Lines = [.. order.Lines, text] });

    public static readonly TaskDefinition<NoResult> ZeroSilent = Env.Task(async () => await LeaveTrace("zero"));

    public static readonly TaskDefinition<int, NoResult> OneSilent = Env.Task(async (int number) => await LeaveTrace($"{number}"));

    public static readonly TaskDefinition<int, string, NoResult> TwoSilent = Env.Task(async (int number, string text) => await LeaveTrace($"{number} {text}"));

    public static readonly TaskDefinition<int, string, Order, NoResult> ThreeSilent =
        Env.Task(async (int number, string text, Order order) => await LeaveTrace($"{number} {text} {order.Number}"));

    public static readonly TaskDefinition<string> ZeroBlocking = Env.Task(() => "zero");

    public static readonly TaskDefinition<int, string> OneBlocking = Env.Task((int number) => $"{number}");

    public static readonly TaskDefinition<int, string, string> TwoBlocking = Env.Task((int number, string text) => $"{number} {text}");

    public static readonly TaskDefinition<int, string, Order, Order> ThreeBlocking = Env.Task((int number, string text, Order order) =>
        order with { Number = order.Number + number, Note = text, Lines = [.. order.Lines, text] });

    public static readonly TaskDefinition<NoResult> ZeroBlockingSilent = Env.Task(() => Leave("zero"));

    public static readonly TaskDefinition<int, NoResult> OneBlockingSilent = Env.Task((int number) => Leave($"{number}"));

    public static readonly TaskDefinition<int, string, NoResult> TwoBlockingSilent = Env.Task((int number, string text) => Leave($"{number} {text}"));

    public static readonly TaskDefinition<int, string, Order, NoResult> ThreeBlockingSilent =
        Env.Task((int number, string text, Order order) => Leave($"{number} {text} {order.Number}"));

    /// <summary>Calls all that return something.</summary>
    public static readonly TaskDefinition<Order, string[]> CallAll = Env.Task(async (Order order) => new[]
    {
        await Zero.Run(), await One.Run(1), await Two.Run(2, "two"), (await Three.Run(3, "three", order)).ToText(),
        await ZeroBlocking.Run(), await OneBlocking.Run(1), await TwoBlocking.Run(2, "two"), (await ThreeBlocking.Run(3, "three", order)).ToText(),
    });

    /// <summary>Calls all that return nothing.</summary>
    public static readonly TaskDefinition<Order, NoResult> CallSilent = Env.Task(async (Order order) =>
    {
        await ZeroSilent.Run();
        await OneSilent.Run(1);
        await TwoSilent.Run(2, "two");
        await ThreeSilent.Run(3, "three", order);
        await ZeroBlockingSilent.Run();
        await OneBlockingSilent.Run(1);
        await TwoBlockingSilent.Run(2, "two");
        await ThreeBlockingSilent.Run(3, "three", order);
    });

    private static async Task<string> Later(string text)
    {
        await Task.Yield();
        return text;
    }

    private static async Task LeaveTrace(string text)
    {
        await Task.Yield();
        Leave(text);
    }

    // Without a result there is only a side effect to see: a gate named after the run.
    private static void Leave(string text) => Gate.Of($"{TaskContext.Current.RunId} {TaskContext.Current.Task} {text}").Open();
}
