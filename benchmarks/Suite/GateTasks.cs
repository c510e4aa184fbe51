namespace Undercurrent.Benchmarks.Suite;

/// <summary>A fan-out that waits at a gate behind its children, to be interrupted there.</summary>
internal static class GateTasks
{
    private static readonly TaskEnvironment Env = new("benchmarks_gate");

    private static Gate _gate = new();

    /// <summary>Returns how many children answered.</summary>
    public static readonly TaskDefinition<int, int> FanOutToGate = Env.Task(async (int calls) =>
    {
        var children = new Task<string>[calls];
        for (var call = 0; call < calls; call++)
        {
            children[call] = CallTasks.Answer.Run(Payload.Numbered(call));
        }

        var answers = await Task.WhenAll(children);
        await _gate.PassAsync(TaskContext.Current.CancellationToken);
        return answers.Where((answer, call) => answer == Payload.Numbered(call)).Count();
    });

    /// <summary>A new gate for the next run.</summary>
    public static Gate Close() => _gate = new Gate();
}
