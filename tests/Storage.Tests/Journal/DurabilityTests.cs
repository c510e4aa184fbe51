using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Journal;

/// <summary>Which entries wait for their commit.</summary>
public sealed class DurabilityTests
{
    [Theory]
    [InlineData("launch", false, true)]
    [InlineData("launch", true, true)]
    [InlineData("outcome", false, true)]
    [InlineData("outcome", true, false)]
    [InlineData("loss", false, true)]
    [InlineData("loss", true, true)]
    [InlineData("run end", false, true)]
    [InlineData("run end", true, true)]
    [InlineData("cancel", false, true)]
    [InlineData("cancel", true, true)]
    [InlineData("hit", false, false)]
    [InlineData("start", false, false)]
    [InlineData("report", false, false)]
    [InlineData("warning", false, false)]
    public async Task Entry_waits_for_its_commit_or_not(string kind, bool isRelaxed, bool waits)
    {
        using var gate = new CommitGate();
        var database = new FakeDatabase(gate.Pass);
        var options = new JournalOptions { Durability = isRelaxed ? RunDurability.Relaxed : RunDurability.Committed, StartedAfter = TimeSpan.FromHours(1) };
        await using var store = await DurableRunStore.OpenAsync(database, options, RunRetention.Everything, NullLogger.Instance, CancellationToken.None);
        var launch = Given.Launch();
        var root = launch.ToRootCall();

        var appended = store.Store.AppendAsync(kind switch
        {
            "launch" => new RunLaunched(launch),
            "outcome" => new AttemptEnded(root, Given.Succeeded(), Given.Noon),
            "hit" => new AttemptEnded(root, Given.Succeeded(), Given.Noon) { IsWrittenBehind = true },
            "loss" => new AttemptEnded(root, Given.Lost(), Given.Noon),
            "run end" => new RunEnded(launch.RunId, launch.Task, Given.Succeeded(), Given.Noon),
            "cancel" => new RunCancelRequested(launch.RunId, Given.Noon),
            "start" => new AttemptStarted(root, "here", Given.Noon),
            "report" => new ActionReported(root, "a line", Given.Noon),
            _ => new RunWarned(root, RunWarningKind.NotDeterministic, "careful", Given.Noon),
        }).AsTask();

        Assert.Equal(waits, !appended.IsCompleted);
        gate.Open();
        Assert.Equal(Appended.Taken, await appended.Soon("the entry"));
        await store.DisposeAsync();
        Assert.Single(database.Entries);
        Assert.True(database.IsDisposed);
    }
}
