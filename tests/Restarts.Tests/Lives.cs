using Undercurrent.Durability.Tasks;
using Undercurrent.Processes;

namespace Undercurrent.Restarts;

/// <summary>The lives of the in-process program over one SQLite file.</summary>
internal sealed class Lives(string store)
{
    // The kills are the test's doing, and none of the actions' fault.
    private static readonly LoadShape Shape = new(Parents: 2, Leaves: 3, LeafMilliseconds: 10, MaxLostAttempts: 1000);

    private readonly List<LaunchedRun> _launched = [];

    /// <summary>The runs whose launch a life acknowledged.</summary>
    public IReadOnlyCollection<LaunchedRun> Launched => _launched;

    /// <summary>Starts a program that resumes what was interrupted or leaves it, and launches runs of its own.</summary>
    public ProgramProcess Start(string name, int runs, bool resumes = true, LoadShape? shape = null)
    {
        shape ??= Shape;
        return ProgramProcess.Start(Repository.DurabilityProgram,
        [
            store, name, $"{runs}", resumes ? "resume" : "leave", $"{shape.Parents}", $"{shape.Leaves}", $"{shape.LeafMilliseconds}", $"{shape.MaxLostAttempts}",
        ]);
    }

    /// <summary>A life that is killed when it has written so many lines; false when it ended before.</summary>
    public async Task<bool> KillAsync(string name, int runs, int afterLines)
    {
        await using var program = Start(name, runs);
        await program.Output.CountedAsync(afterLines).Soon(() => $"{afterLines} lines of the program, which wrote:\n{program}");
        await program.KillAsync();
        var end = await program.EndAsync();
        Remember(end);
        Assert.Equal("", end.Errors);
        return end.Lines.Count == 0 || Read(end).Last().What != ProgramLine.Done;
    }

    /// <summary>The last life: it resumes what is left and ends by itself.</summary>
    public async Task<ProgramEnd> EndAsync()
    {
        await using var program = Start("last", runs: 1);
        var end = await program.EndAsync();
        Remember(end);
        return end;
    }

    /// <summary>Takes the acknowledged launches out of what a program wrote.</summary>
    public void Remember(ProgramEnd end) =>
        _launched.AddRange(Read(end).Where(line => line.What == ProgramLine.Launched).Select(line => new LaunchedRun(line.Run!.Value, line.Shape!)));

    /// <summary>What it wrote; a last line that the kill cut off is left out.</summary>
    public static IEnumerable<ProgramLine> Read(ProgramEnd end) => end.Lines.Where(line => line.EndsWith('}')).Select(ProgramLine.Parse);
}
