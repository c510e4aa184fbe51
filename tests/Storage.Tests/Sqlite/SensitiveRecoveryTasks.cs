using System.Globalization;
using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>A task that waits, and then tells of a sensitive value how long it is.</summary>
public static class SensitiveRecoveryTasks
{
    public static readonly TaskEnvironment Env = new("storage_tests_sensitive");

    public static readonly TaskDefinition<string, string[]> Measure = Env.Task(async (string id) =>
    {
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        return new[] { CustomContext.Current.ToString(), CustomContext.Current["secret.token"].Length.ToString(CultureInfo.InvariantCulture) };
    });
}
