using Undercurrent.Processes.Tasks;
using Undercurrent.Records;

namespace Undercurrent.Processes;

public class LibraryTests
{
    [Fact]
    public async Task Library_in_another_folder_runs_with_the_dependency_that_lies_beside_it()
    {
        using var temp = new TempFolder();
        var folder = temp.Copy(Path.GetDirectoryName(Repository.TestTasks)!, "elsewhere", leaveOut: file => file.Contains("Core", StringComparison.Ordinal));
        await using var silo = await SiloProcess.StartAsync(new SiloPlan { Tasks = [Path.Combine(folder, Path.GetFileName(Repository.TestTasks))] });
        await using var runner = await Clients.ConnectAsync(silo);

        var run = await runner.StartAsync(WordTasks.Sentence, ["task", "trees", "flow"]);
        var reported = new List<string?>();
        await foreach (var happened in run.FollowAsync())
        {
            reported.AddRange(happened.Kind == RunEventKind.Reported ? [happened.Message] : []);
        }

        var result = await run.ResultAsync().Soon("the sentence");
        Assert.Equal("task trees flow.", result[0]);
        Assert.Equal(["3 words"], reported);
        Assert.Equal(Path.Combine("elsewhere", Path.GetFileName(Repository.Words)), Path.GetRelativePath(temp.Path, result[1]));
    }
}
