using Undercurrent.Durability.Tasks;
using Undercurrent.Processes;

namespace Undercurrent.Restarts;

/// <summary>Several processes over one SQLite file: each owns its own runs.</summary>
public class SharedFileTests
{
    // Long enough that both processes are in the middle of their runs when something happens to one of them.
    private static readonly LoadShape Long = new(Parents: 2, Leaves: 10, LeafMilliseconds: 300);

    [Fact]
    public async Task Two_programs_over_one_file_leave_each_others_runs_alone()
    {
        using var folder = new TempFolder();
        var store = Path.Combine(folder.Path, "runs.db");
        var lives = new Lives(store);
        await using var first = lives.Start("first", runs: 3, shape: Long);
        await LaunchedAsync(first, 3);
        await using var second = lives.Start("second", runs: 3, shape: Long);
        await LaunchedAsync(second, 3);

        ProgramEnd[] ends = [await first.EndAsync(), await second.EndAsync()];

        Assert.All(ends, end => Assert.Equal("", end.Errors));
        Assert.All(ends.SelectMany(Lives.Read), line => Assert.NotEqual(ProgramLine.Interrupted, line.What));
        await AssertAllRightAsync(store, lives, ends, takenOver: 0);
    }

    [Fact]
    public async Task Program_killed_beside_another_loses_only_its_own_runs_to_the_next()
    {
        using var folder = new TempFolder();
        var store = Path.Combine(folder.Path, "runs.db");
        var lives = new Lives(store);
        await using var first = lives.Start("first", runs: 3, shape: Long);
        await LaunchedAsync(first, 3);
        await using var second = lives.Start("second", runs: 3, shape: Long);
        await LaunchedAsync(second, 3);

        await first.KillAsync();
        await using var third = lives.Start("third", runs: 0);
        ProgramEnd[] ends = [await first.EndAsync(), await second.EndAsync(), await third.EndAsync()];

        Assert.Equal(
            ["first-0", "first-1", "first-2"],
            Lives.Read(ends[2]).Where(line => line.What == ProgramLine.Resumed).Select(line => line.Run!.Value.Value).Order());
        await AssertAllRightAsync(store, lives, ends, takenOver: 3);
    }

    private static async Task LaunchedAsync(ProgramProcess program, int runs)
    {
        var left = runs;
        Assert.True(
            await program.Output.FirstAsync(line => ProgramLine.Parse(line).What == ProgramLine.Launched && --left == 0).Soon("the launches") is not null,
            $"The program ended before it had launched its runs:\n{program}");
    }

    private static async Task AssertAllRightAsync(string store, Lives lives, ProgramEnd[] ends, int takenOver)
    {
        Array.ForEach(ends, lives.Remember);
        var findings = await StoreCheck.RunAsync(store, lives.Launched);
        Assert.True(findings.Complaints.Count == 0, string.Join('\n', findings.Complaints.Take(20)));
        Assert.Equal(6, findings.Right);
        Assert.Equal(takenOver, findings.TakenOver);
    }
}
