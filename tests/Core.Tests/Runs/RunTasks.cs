using System.Collections.Concurrent;
using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Runs;

/// <summary>Tasks of the tests of this project. Their gates are named after an id that the test passes in.</summary>
public static class RunTasks
{
    public static readonly TaskEnvironment Env = new("core_tests_runs");

    /// <summary>What bodies hand out to their tests, by id.</summary>
    public static readonly ConcurrentDictionary<string, TaskContext> HandedOut = new(StringComparer.Ordinal);

    /// <summary>Waits, and heeds its token.</summary>
    public static readonly TaskDefinition<string, string> WaitForGate = Env.Task(async (string id) =>
    {
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        return CustomContext.Current.ToString();
    });

    /// <summary>Waits, and doesn't heed its token.</summary>
    public static readonly TaskDefinition<string, string> WaitStubbornly = Env.Task(async (string id) =>
    {
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync();
        Gate.Of(id + "ended").Open();
        return "went its own way";
    });

    /// <summary>Registers a callback that blocks until its gate opens, and waits for its token. What is registered last is called first.</summary>
    public static readonly TaskDefinition<string, string> BlockInCallback = Env.Task(async (string id) =>
    {
        var waiting = Gate.Of(id + "never").WaitAsync(TaskContext.Current.CancellationToken);
        TaskContext.Current.CancellationToken.UnsafeRegister(
            _ =>
            {
                Gate.Of(id + "called").Open();
                try
                {
                    Gate.Of(id).Block();
                }
                finally
                {
                    Gate.Of(id + "left").Open();
                }
            },
            null);
        Gate.Of(id + "started").Open();
        return await waiting;
    });

    public static readonly TaskDefinition<string, string> HandOutTaskContext = Env.Task(async (string id) =>
    {
        HandedOut[id] = TaskContext.Current;
        using (CustomContext.BeginScope(("key", "scope")))
        {
            Gate.Of(id + "started").Open();
            await Gate.Of(id).WaitAsync();
            return TaskContext.Current.CustomContext.ToString();
        }
    });

    /// <summary>Logs a line inside a scope.</summary>
    public static readonly TaskDefinition<string, string> Log = Env.Task((string line) =>
    {
        using (CustomContext.BeginScope(("key", "scope")))
        {
            Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(TaskContext.Current.Logger, "{Line}", line);
            return TaskContext.Current.ActionId.ToString();
        }
    });

    /// <summary>The error of a scope with this many keys, or none.</summary>
    public static readonly TaskDefinition<int, string> OpenScope = Env.Task((int keys) =>
    {
        try
        {
            using (CustomContext.BeginScope(Enumerable.Range(0, keys).Select(number => ContextChange.Set($"key{number}", "x"))))
            {
                return $"{CustomContext.Current.Count} keys";
            }
        }
        catch (ContextLimitException exception)
        {
            return exception.Message;
        }
    });

    public static readonly TaskDefinition<int, string> MakeText = Env.Task((int length) => new string('x', length));
}
