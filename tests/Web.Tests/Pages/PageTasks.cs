using System.Text.Json;

namespace Undercurrent.Web.Pages;

/// <summary>The tasks of the tests of pages.</summary>
public static class PageTasks
{
    public const string Hostile = "</pre></script><script>alert(1)</script><img src=x onerror=alert(2)> \"'& \u202Eflow";

    public static readonly TaskEnvironment Env = new("page_tests");

    public static readonly TaskDefinition<int, int> Item = Env.Task((int number) =>
        number % 10 == 3 ? Task.FromException<int>(new ArgumentException($"item {number} has no price")) : Task.FromResult(number));

    /// <summary>Calls many, one after the other, and fails when all have ended.</summary>
    public static readonly TaskDefinition<int, int> Wide = Env.Task(async (int count) =>
    {
        var calls = Enumerable.Range(0, count).Select(number => Item.Run(number)).ToArray();
        await Task.WhenAll(calls);
        return count;
    });

    public static readonly TaskDefinition<string, string> Throws = Env.Task(async (string text) =>
    {
        await Task.Yield();
        return text.Length >= 0 ? throw new InvalidOperationException(text) : text;
    });

    /// <summary>Fails in the framework, for a reason in the framework.</summary>
    public static readonly TaskDefinition<string, int> Reads = Env.Task((string json) => JsonSerializer.Deserialize<int>(json));

    public static readonly TaskDefinition<string, string> Fails = Env.Task(async (string text) =>
    {
        await TaskContext.Current.ReportAsync(Hostile);
        using (TaskGroup.Begin("<b>group</b>"))
        {
            return await Throws.Run(text);
        }
    });

    public static readonly TaskDefinition<int, int> Says = Env.Task(async (int number) =>
    {
        await TaskContext.Current.ReportAsync($"said {number}");
        return number;
    });

    public static readonly TaskDefinition<int, int> Chatty = Env.Task(async (int count) =>
    {
        for (var number = 0; number < count; number++)
        {
            await Says.Run(number);
        }

        return count;
    });

    /// <summary>Calls itself so many times, one below the other, and fails at the bottom.</summary>
    public static readonly TaskDefinition<int, int> Deep = Env.Task<int, int>(DeepAsync);

    public static readonly TaskDefinition<int, Season, double?, int> Typed = Env.Task((int count, Season season, double? share) => Task.FromResult(count));

    private static async Task<int> DeepAsync(int below)
    {
        await Task.Yield();
        return below == 0 ? throw new InvalidOperationException("no ground") : await Deep.Run(below - 1);
    }
}
