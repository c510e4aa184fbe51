using System.Globalization;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>Runs to be found again: by the context they were launched with, and by one that only their children have.</summary>
internal static class SearchTasks
{
    /// <summary>Set at launch; a value of it is that of <see cref="RunsOfValue"/> runs.</summary>
    public const string Tenant = "tenant";

    /// <summary>Set in a scope around the children, as <see cref="Tenant"/> is.</summary>
    public const string Shard = "shard";

    /// <summary>Set at launch and again around the children, everywhere the same.</summary>
    public const string Everywhere = "everywhere";

    /// <summary>How many runs have the same value: two pages of 50.</summary>
    public const int RunsOfValue = 100;

    private static readonly TaskEnvironment Env = new("benchmarks_search");

    public static readonly TaskDefinition<int, int, int> Parent = Env.Task(async (int value, int calls) =>
    {
        using (CustomContext.BeginScope((Shard, Value(value))))
        {
            var children = new Task<string>[calls];
            for (var call = 0; call < calls; call++)
            {
                children[call] = CallTasks.Answer.Run(Payload.Numbered(call));
            }

            return (await Task.WhenAll(children)).Length;
        }
    });

    public static RunOptions Launch(int value) => new() { Context = [(Tenant, Value(value)), (Everywhere, "yes")] };

    public static string Value(int value) => string.Create(CultureInfo.InvariantCulture, $"value-{value}");
}
