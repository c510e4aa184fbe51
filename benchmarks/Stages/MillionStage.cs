using System.Diagnostics;
using Undercurrent.Benchmarks.Suite;
using Undercurrent.Records;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>One run of 1,000,000 actions on one silo, at most 10,000 of them open at once, the record in an SQLite file; made once, for all of its figures.</summary>
internal sealed class MillionStage(SqlitePlace place) : IStage
{
    private const int Groups = 1_000;
    private const int Children = 999;

    // The root, the groups, and their children.
    private const int Actions = 1 + Groups + (Groups * Children);

    private readonly SiloStage _silo = new(place);

    public double Seconds { get; private set; }

    /// <summary>The most that the process had resident, in MiB.</summary>
    public double PeakMebibytes { get; private set; }

    public double BytesAnAction { get; private set; }

    public async Task StartAsync()
    {
        await _silo.StartAsync();
        var clock = Stopwatch.StartNew();
        var run = await _silo.Runner.StartAsync(MillionTasks.Groups, Groups, Children, FourKeys.Launch);
        var answered = await run.ResultAsync();
        Seconds = clock.Elapsed.TotalSeconds;
        using (var process = Process.GetCurrentProcess())
        {
            PeakMebibytes = process.PeakWorkingSet64 / (1024.0 * 1024);
        }

        await CheckAsync(run, answered);
        await _silo.DisposeAsync();
        BytesAnAction = place.Size() / (double)Actions;
    }

    public Task QuietAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task CheckAsync(RunHandle run, int answered)
    {
        var records = _silo.Runner.Records;
        var root = (await run.GetRecordAsync()).RootActionId;
        var groups = await records.CountChildrenAsync(run.RunId, root);
        if (answered != Groups * Children || groups.GetValueOrDefault(ActionState.Succeeded) != Groups)
        {
            throw new InvalidOperationException($"{answered:N0} children answered, {groups.GetValueOrDefault(ActionState.Succeeded):N0} groups are recorded.");
        }
    }
}
