using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Runs;

namespace Undercurrent.Core.Tests.Tasks;

public sealed class TaskContextTests
{
    [Fact]
    public void Current_outside_an_action_is_an_error_that_says_what_to_do()
    {
        var message = Assert.Throws<InvalidOperationException>(() => TaskContext.Current).Message;

        Assert.False(TaskContext.HasCurrent);
        Assert.Contains("LocalRunner.Create().StartAsync(task)", message, StringComparison.Ordinal);
        Assert.Contains("TaskContext.HasCurrent", message, StringComparison.Ordinal);
        Assert.Contains("CustomContext.Current works everywhere", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scope_outside_an_action_makes_no_action()
    {
        using (CustomContext.BeginScope(("key", "x")))
        {
            Assert.False(TaskContext.HasCurrent);
        }
    }

    [Fact]
    public async Task Read_from_outside_the_body_its_context_is_the_one_that_the_action_started_with()
    {
        await using var runner = LocalRunner.Create();
        var id = Gate.NewId();
        var run = await runner.WithRunContext(("key", "run")).StartAsync(RunTasks.HandOutTaskContext, id);
        await Gate.Of(id + "started").WaitAsync();

        Assert.Equal("""{"key": "run"}""", RunTasks.HandedOut[id].CustomContext.ToString());
        Assert.Equal(run.RunId, RunTasks.HandedOut[id].RunId);
        Gate.Of(id).Open();
        Assert.Equal("""{"key": "scope"}""", await run.ResultAsync().Soon("the result"));
    }
}
