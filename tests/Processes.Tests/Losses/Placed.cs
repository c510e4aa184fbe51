namespace Undercurrent.Processes;

/// <summary>Finds runs whose root, and with it whose owner, is on a wanted silo: launches until one is.</summary>
internal static class Placed
{
    private const int MaxLaunches = 40;

    /// <summary>A run whose root waits at the gate on the silo. Those that came elsewhere are cancelled.</summary>
    public static async Task<(RunHandle<TResult> Run, Visit Root)> OnAsync<TResult>(
        SiloProcess silo, Gate gate, Func<Task<RunHandle<TResult>>> launch)
    {
        for (var launches = 0; launches < MaxLaunches; launches++)
        {
            var run = await launch().Soon("a launch");
            var root = await gate.NextAsync("the root");
            if (root.IsOn(silo))
            {
                return (run, root);
            }

            await run.CancelAsync().Soon("the cancelling of a run on the other silo");
            Assert.Equal(Tasks.WaitingTasks.Told, (await gate.NextAsync("the cancelled root")).Name);
        }

        throw new InvalidOperationException($"None of {MaxLaunches} runs came to the silo {silo.Name}.");
    }
}
