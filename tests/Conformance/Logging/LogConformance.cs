using System.Text.Json;
using Microsoft.Extensions.Logging;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>What a task logs is in its run's record, where the host records it.</summary>
public abstract class LogConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Lines_that_an_action_logs_are_events_of_its_run_with_their_level()
    {
        var (events, recorded) = await EventsOfAsync(LogTasks.LogAll);

        Assert.Equal(
            [
                (RunEventKind.Logged, LogLevel.Information, "first 1"), (RunEventKind.Reported, null, "reported"), (RunEventKind.Logged, LogLevel.Warning, "second"),
                (RunEventKind.Logged, LogLevel.Error, "third (System.IO.IOException: disk full)"), (RunEventKind.Logged, LogLevel.Critical, "fourth"),
            ],
            events.Where(happened => happened.Kind is RunEventKind.Logged or RunEventKind.Reported)
                .Select(happened => (happened.Kind, happened.Level, happened.Message)));
        Assert.All(LoggedOf(events), happened => Assert.Equal(
            (recorded.Root.ActionId, LogTasks.LogAll.Name, 1, null), (happened.ActionId, happened.Task, happened.Attempt, happened.State)));
    }

    [Fact]
    public async Task Logged_line_says_which_attempt_logged_it()
    {
        var (events, _) = await EventsOfAsync(LogTasks.LogAndFail);

        Assert.Equal([(1, "attempt 1"), (2, "attempt 2")], LoggedOf(events).Select(happened => (happened.Attempt, happened.Message)));
    }

    [Theory]
    [InlineData(8192, 8192, 'x')]
    [InlineData(8193, 8192, '…')]
    [InlineData(100_000, 8192, '…')]
    public async Task Long_logged_line_is_cut(int length, int kept, char last)
    {
        var run = await Runner.StartAsync(LogTasks.LogLong, length);
        var message = Assert.Single(LoggedOf(await EventsAsync(run))).Message!;

        Assert.Equal((kept, last), (message.Length, message[^1]));
    }

    [Fact]
    public async Task L3_Logged_lines_have_the_mask()
    {
        var (events, _) = await EventsOfAsync(LogTasks.LogSecrets, ("secret.token", SensitiveTasks.Value));
        var messages = LoggedOf(events).Select(happened => happened.Message!).ToArray();

        Assert.Equal(
            ["token ***", new string('x', 8185) + "***", "failed (System.IO.IOException: refused for ***)"], messages);
        Assert.DoesNotContain("hunter", JsonSerializer.Serialize(events), StringComparison.Ordinal);
    }

    private async Task<(List<RunEvent> Events, RecordedRun Recorded)> EventsOfAsync(TaskDefinition<string> task, params ContextChange[] context)
    {
        var run = await Runner.WithRunContext(context).StartAsync(task);
        return (await EventsAsync(run), await RecordedRun.AtItsEndAsync(Runner, run));
    }

    private static IEnumerable<RunEvent> LoggedOf(IEnumerable<RunEvent> events) => events.Where(happened => happened.Kind == RunEventKind.Logged);

    private static async Task<List<RunEvent>> EventsAsync(RunHandle run)
    {
        return await ReadAsync().Soon("the end of the run's events");

        async Task<List<RunEvent>> ReadAsync()
        {
            var events = new List<RunEvent>();
            await foreach (var happened in run.FollowAsync())
            {
                events.Add(happened);
            }

            return events;
        }
    }
}
