namespace Undercurrent.Execution;

/// <summary>The limits that hold for an action, and under what name it holds its places. Travels with the call. Null on a call without limits.</summary>
/// <param name="Holder">Unique for the attempt; begins with the name of the process or silo that asked for the places.</param>
/// <param name="PerRun">The most at a time in the run; 0 for no limit.</param>
/// <param name="PerEnvironment">The most at a time in the task environment; 0 for no limit.</param>
/// <param name="PerTask">The most at a time of the task; 0 for no limit.</param>
internal sealed record CallPlaces(string Holder, int PerRun, int PerEnvironment, int PerTask)
{
    /// <summary>Ends the part of a holder that names who asked.</summary>
    public const char HolderSeparator = '|';

    /// <summary>Null when nothing limits it.</summary>
    public static CallPlaces? For(TaskHost host, ActionCall call, TaskDefinition task)
    {
        var (perEnvironment, perTask) = (task.Environment.Options.MaxConcurrency ?? 0, task.Options.MaxConcurrency ?? 0);
        return (call.MaxPerRun, perEnvironment, perTask) == (0, 0, 0)
            ? null
            : new CallPlaces(
                $"{host.Owner}{HolderSeparator}{call.RunId}{HolderSeparator}{call.ActionId}{HolderSeparator}{call.AncestorAttempts}{HolderSeparator}{call.Attempt}",
                call.MaxPerRun, perEnvironment, perTask);
    }

    /// <summary>
    /// Each limit by its name, always in this order: whoever waits for one holds only those before it, and they are never
    /// waited for by who holds the later. The narrowest first: who waits for a place of its task holds none that other tasks need.
    /// </summary>
    public IEnumerable<(string Limit, int Places)> Of(ActionCall call)
    {
        if (PerTask > 0)
        {
            yield return ($"task {call.Task}", PerTask);
        }

        if (PerEnvironment > 0)
        {
            yield return ($"environment {call.Task[..call.Task.LastIndexOf('.')]}", PerEnvironment);
        }

        if (PerRun > 0)
        {
            yield return ($"run {call.RunId}", PerRun);
        }
    }
}
