using System.Globalization;
using Undercurrent;
using Undercurrent.Records;

namespace FanOut;

/// <summary>The demonstration itself: it knows only <see cref="IRunner"/>, so it is the same on every engine.</summary>
public static class FanOutDemo
{
    /// <summary>Runs the tree and prints what it proves.</summary>
    /// <returns>The exit code: 0 when every action saw the right context, else 1.</returns>
    public static async Task<int> RunAsync(IRunner runner, FanOutArguments arguments)
    {
        var run = await runner
            .WithRunContext(("trace_id", "fan-out"), ("variant", "base"))
            .StartAsync(FanOutTasks.Root, arguments.Children, arguments.Grandchildren);
        var summary = await run.ResultAsync();
        var (asked, hosts) = await FindHostsAsync(runner, run.RunId);
        Print("children", summary.Children);
        Print("grandchildren", summary.Grandchildren);
        Print("called under an override", summary.Overridden);
        Print("saw the right context", summary.Right);
        Print("saw a wrong one", summary.Wrong);
        Print("parent's context afterwards", summary.ParentUnchanged ? "unchanged" : "CHANGED");
        Print($"hosts of {(asked < summary.Children ? $"the first {asked}" : "the")} children", string.Join(", ", hosts));
        foreach (var wrong in summary.FirstWrong)
        {
            Console.Error.WriteLine(wrong);
        }

        return summary.ProvesIsolation ? 0 : 1;
    }

    // The record is read a page at a time; the first page is enough to see where the work went.
    private static async Task<(int Asked, string[] Hosts)> FindHostsAsync(IRunner runner, RunId runId)
    {
        var root = (await runner.Records.GetRunAsync(runId))!.RootActionId;
        var page = await runner.Records.GetChildrenAsync(runId, root, new PageRequest { Size = 200 });
        var hosts = page.Items.SelectMany(child => child.Attempts).Select(attempt => attempt.Host).OfType<string>();
        return (page.Items.Count, [.. hosts.Distinct().Order(StringComparer.Ordinal)]);
    }

    private static void Print(string what, object value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what + ":",-34}{value:N0}"));
}
