namespace Undercurrent.Conformance;

/// <summary>Tasks for the rules L1 and L2.</summary>
public static class LimitTasks
{
    public static readonly TaskEnvironment Env = new("conformance_limits");

    /// <summary>The error of a scope over the limits; then what the body and a child see behind it.</summary>
    public static readonly TaskDefinition<string, string[]> BeginScopeOver = Env.Task(async (string what) =>
    {
        var error = Assert.Throws<ContextLimitException>(() => CustomContext.BeginScope(Breach.Over(what)));
        return new[] { error.Key, error.Message, CustomContext.Current.ToString(), await Probe.See.Run() };
    });

    /// <summary>Whether a child sees exactly what a scope just within the limits set.</summary>
    public static readonly TaskDefinition<string, bool> BeginScopeWithin = Env.Task(async (string what) =>
    {
        var changes = Breach.JustWithin(what);
        using (CustomContext.BeginScope(changes))
        {
            return CustomContext.Current.Count == changes.Length
                && changes.All(change => CustomContext.Current[change.Key] == change.Value)
                && await Probe.See.Run() == CustomContext.Current.ToString();
        }
    });

    /// <summary>Opens a scope that is too large only together with what is there; the error, and then what is left.</summary>
    public static readonly TaskDefinition<string[]> GrowTooLarge = Env.Task(async Task<string[]> () =>
    {
        using (CustomContext.BeginScope(("first", new string('x', 4000))))
        {
            var error = Assert.Throws<ContextLimitException>(() => CustomContext.BeginScope(("small", "x"), ("second", new string('x', 5000))));

            // An override counts once: the old value makes room.
            using (CustomContext.BeginScope(("first", new string('y', 8000))))
            {
                return [error.Key, error.Message, $"{CustomContext.Current.Count} {(await Probe.See.Run()).Length}"];
            }
        }
    });

    /// <summary>The error of launching a run from here with a context over the limits.</summary>
    public static readonly TaskDefinition<string> LaunchOver = Env.Task(async () =>
        (await Assert.ThrowsAsync<ContextLimitException>(() =>
            TaskContext.Current.Runner.WithRunContext(Breach.Over("too many bytes")).StartAsync(Probe.See))).Message);
}
