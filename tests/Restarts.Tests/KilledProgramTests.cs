using Undercurrent.Processes;

namespace Undercurrent.Restarts;

/// <summary>The in-process runner, killed at random points: nothing that it acknowledged is lost, and nothing is taken twice.</summary>
public class KilledProgramTests
{
    private const int Kills = 25;
    private const int RunsALife = 2;

    // Fewer than a life's runs make, so that every life leaves something to resume.
    private const int MostLines = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(20_261_122)]
    public async Task Program_killed_again_and_again_ends_every_run_right(int seed)
    {
        using var folder = new TempFolder();
        var store = Path.Combine(folder.Path, "runs.db");
        var random = new Random(seed);
        var lives = new Lives(store);
        var killed = 0;
        for (var life = 0; killed < Kills; life++)
        {
            killed += await lives.KillAsync($"life{life}", RunsALife, afterLines: random.Next(1, MostLines + 1)) ? 1 : 0;
        }

        var end = await lives.EndAsync();
        Assert.Equal("", end.Errors);
        Assert.Equal(0, end.Code);
        var findings = await StoreCheck.RunAsync(store, lives.Launched);
        Assert.True(findings.Complaints.Count == 0, string.Join('\n', findings.Complaints.Take(20)));
        Assert.Equal(lives.Launched.Count, findings.Right);
        Assert.True(findings.TakenOver >= Kills / 2, $"Only {findings.TakenOver} times was a run taken over in {Kills} kills: the kills met too few runs.");
    }
}
