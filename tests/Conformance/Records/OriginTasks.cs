namespace Undercurrent.Conformance;

/// <summary>Tasks for the rule V1. Each returns the line of its scope.</summary>
public static class OriginTasks
{
    public static readonly TaskEnvironment Env = new("conformance_origins");

    public static readonly TaskDefinition<int> OverrideAndAdd = Env.Task(async () =>
    {
        var line = Here.Line() + 1;
        using (CustomContext.BeginScope(("trace_id", "child-override"), ("region", "eu")))
        {
            await Probe.Deep.Run(1);
        }

        return line;
    });

    /// <summary>One change more than fits the overloads with caller info of their own.</summary>
    public static readonly TaskDefinition<int> SetFromList = Env.Task(async () =>
    {
        var changes = Enumerable.Range(0, 5).Select(number => ContextChange.Set($"key{number}", "x"));
        var line = Here.Line() + 1;
        using (CustomContext.BeginScope(changes))
        {
            await Probe.See.Run();
        }

        return line;
    });

    public static readonly TaskDefinition<string> OverrideOnceMore = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("trace_id", "second")))
        {
            return await Probe.See.Run();
        }
    });

    /// <summary>Overrides a key twice, in two bodies.</summary>
    public static readonly TaskDefinition<string> OverrideTwice = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("trace_id", "first")))
        {
            return await OverrideOnceMore.Run();
        }
    });

    public static readonly TaskDefinition<int> RemoveForChild = Env.Task(async () =>
    {
        var line = Here.Line() + 1;
        using (CustomContext.BeginScope(CustomContext.Without("trace_id")))
        {
            await Probe.See.Run();
        }

        return line;
    });

    /// <summary>Launches a run from inside a scope, and returns its id.</summary>
    public static readonly TaskDefinition<string> LaunchInScope = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("region", "eu")))
        {
            var run = await TaskContext.Current.Runner.WithRunContext(("key", "inner")).StartAsync(Probe.See);
            await run.ResultAsync();
            return run.RunId.Value;
        }
    });
}
