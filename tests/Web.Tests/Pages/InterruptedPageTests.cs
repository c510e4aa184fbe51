using Undercurrent.Records;
using Undercurrent.Storage;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

public sealed class InterruptedPageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undercurrent-web-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_an_interrupted_run_left_open_is_interrupted_on_every_page()
    {
        await using var store = await SqliteRunStore.OpenAsync(new SqliteRunStoreOptions { Path = Path.Combine(_folder.FullName, "runs.db") });
        var run = await InterruptAsync(store);
        await using var site = await Site.StartAsync(runnerOptions: new LocalRunnerOptions { Store = store });
        var record = await site.Runner.Records.GetRunAsync(run);
        var child = Assert.Single((await site.Runner.Records.GetChildrenAsync(run, record!.RootActionId, new PageRequest { Size = 5 })).Items);

        Assert.Equal((RunState.Interrupted, null), (record.State, child.EndedAt));
        foreach (var path in new[] { "/runs", $"/runs/{run}", $"/runs/{run}?q=task:web_tests", $"/runs/{run}/actions/{child.ActionId}" })
        {
            var page = await site.PageAsync(path);
            Assert.Contains("data-state=\"interrupted\"", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("data-state=\"(running|waitingToRetry)\"|1 running|1 waiting to retry", page);
            Assert.DoesNotContain("attempt 1: running", page, StringComparison.Ordinal);
        }

        Assert.Contains("resumed, it goes on from there", await site.PageAsync($"/runs/{run}"), StringComparison.Ordinal);
    }

    // As when its process stops in the middle of it.
    private static async Task<RunId> InterruptAsync(RunStore store)
    {
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store });
        var run = await runner.StartAsync(Library.Parent);
        await foreach (var happened in run.FollowAsync())
        {
            if (happened.Kind == RunEventKind.AttemptStarted && happened.Task == Library.Waits.Name)
            {
                break;
            }
        }

        return run.RunId;
    }
}
