namespace Undercurrent.Conformance;

/// <summary>Tasks for rule V3: runs and actions that are found by what they saw.</summary>
public static class FindTasks
{
    public static readonly TaskEnvironment Env = new("conformance_find");

    /// <summary>Calls an action with a value of its own.</summary>
    public static readonly TaskDefinition<int, string> OverrideOne = Env.Task(async (int number) =>
    {
        using (CustomContext.BeginScope(("find", $"{CustomContext.Current["find"]}-{number}")))
        {
            return await Probe.See.Run();
        }
    });

    /// <summary>Calls that many at once, so that a cluster spreads them: the scopes are opened on other silos than the launch's.</summary>
    public static readonly TaskDefinition<int, string[]> Override = Env.Task(async (int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(OverrideOne.Run)));
}
