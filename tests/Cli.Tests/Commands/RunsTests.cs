using System.Text.Json;
using Undercurrent.Cli.Support;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

[Collection(DevCollection.Name)]
public sealed class RunsTests(DevFixture dev)
{
    private readonly CliRun _cli = dev.Cli;

    [Fact]
    public async Task List_finds_by_the_query_of_the_page()
    {
        var id = await LaunchAsync("desk.echo", "-i", "text=x", "-c", "wanted=list-1");
        await LaunchAsync("desk.echo", "-i", "text=x", "-c", "wanted=list-2");

        var page = await _cli.JsonAsync<PageJson<RunJson>>("runs", "list", "ctx.wanted=list-1");
        var table = await _cli.RunAsync("runs", "list", "ctx.wanted=list-1", "--keys", "wanted,other");
        var lines = await _cli.RunAsync("runs", "list", "ctx.wanted=list-1", "-o", "jsonl");

        Assert.Equal(id, Assert.Single(page.Items).Id);
        Assert.Equal(["RUN", "STATE", "TASK", "LAUNCHED", "DURATION", "wanted", "other"], table.Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"{id}  succeeded  desk.echo  ", table.Lines[1], StringComparison.Ordinal);
        Assert.Equal(id, CliRun.Read<RunJson>(Assert.Single(lines.Lines)).Id);
    }

    [Fact]
    public async Task List_says_that_there_is_more_and_goes_on_behind_a_mark()
    {
        await LaunchAsync("desk.echo", "-i", "text=x", "-c", "many=yes");
        await LaunchAsync("desk.echo", "-i", "text=x", "-c", "many=yes");
        await LaunchAsync("desk.echo", "-i", "text=x", "-c", "many=yes");

        var table = await _cli.RunAsync("runs", "list", "ctx.many=yes", "--size", "2");
        var first = await _cli.JsonAsync<PageJson<RunJson>>("runs", "list", "ctx.many=yes", "--size", "2");
        var second = await _cli.JsonAsync<PageJson<RunJson>>("runs", "list", "ctx.many=yes", "--after", first.Next!);
        var all = await _cli.JsonAsync<PageJson<RunJson>>("runs", "list", "ctx.many=yes", "--all");

        Assert.Contains("There are more than these 2", table.Errors, StringComparison.Ordinal);
        Assert.Equal([.. all.Items.Select(run => run.Id)], first.Items.Concat(second.Items).Select(run => run.Id));
        Assert.Null(all.Next);
    }

    [Fact]
    public async Task Long_values_are_not_cut_off_a_terminal()
    {
        var value = new string('x', 500);
        await LaunchAsync("desk.echo", "-i", "text=x", "-c", $"long={value}");

        Assert.Contains(value, (await _cli.RunAsync("runs", "list", $"ctx.long={value}")).Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_in_a_query_is_pointed_at()
    {
        var end = await _cli.RunAsync("runs", "list", "task:desk.echo stat:failed");

        Assert.Equal(2, end.Code);
        Assert.Contains("  task:desk.echo stat:failed\n                 ^", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_tells_a_run_and_an_action()
    {
        var id = await LaunchAsync("desk.outer");
        var run = await _cli.JsonAsync<RunJson>("runs", "show", id);
        var level = await _cli.JsonAsync<LevelJson>("runs", "tree", id, "--at", run.RootActionId);
        var action = await _cli.JsonAsync<ActionJson>("runs", "show", id, "--at", level.Items[0].Id);
        var sheet = await _cli.RunAsync("runs", "show", id);
        var actionSheet = await _cli.RunAsync("runs", "show", id, "--at", action.Id);

        Assert.Equal(("desk.inner", 2), (action.Task, action.Attempts.Count));
        Assert.Contains("state:       failed", sheet.Lines);
        Assert.Contains(sheet.Lines, line => line.Contains("System.IO.IOException: attempt 2 found no disk", StringComparison.Ordinal));
        Assert.Contains(actionSheet.Lines, line => line.StartsWith("  1: failed, started ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tree_shows_the_calls_and_folds_large_levels()
    {
        var small = await LaunchAsync("desk.outer");
        var large = await LaunchAsync("desk.many", "-i", "count=50");

        var whole = await _cli.RunAsync("runs", "tree", small);
        var folded = await _cli.RunAsync("runs", "tree", large);
        var all = await _cli.RunAsync("runs", "tree", large, "--all");
        var flat = await _cli.RunAsync("runs", "tree", large, "--depth", "0");
        var items = await _cli.RunAsync("runs", "tree", large, "--all", "-o", "jsonl");

        Assert.StartsWith("✗ desk.outer  ", whole.Lines[0], StringComparison.Ordinal);
        Assert.Matches("^└─ ✗ desk.inner  .*  2 attempts  IOException: attempt 2 found no disk  ", whole.Lines[1]);
        Assert.Contains(folded.Lines, line => line.Contains("✗ desk.square", StringComparison.Ordinal) && line.Contains("seven is refused", StringComparison.Ordinal));
        Assert.Matches("^└─ … 4[0-9] more: 4[0-9] succeeded$", folded.Lines[^1]);
        Assert.Contains("--all", folded.Errors, StringComparison.Ordinal);
        Assert.Equal(51, all.Lines.Count);
        Assert.Equal(["└─ … 50 calls: 49 succeeded, 1 failed"], flat.Lines.Skip(1));
        Assert.Equal(51, items.Lines.Select(CliRun.Read<ActionJson>).Count());
    }

    [Fact]
    public async Task Tree_of_more_than_a_page_asks_level_by_level()
    {
        var id = await LaunchAsync("desk.many", "-i", "count=700");
        var folded = await _cli.RunAsync("runs", "tree", id);
        var all = await _cli.RunAsync("runs", "tree", id, "--all");

        Assert.Matches("^└─ … 69[0-9] more: 69[0-9] succeeded$", folded.Lines[^1]);
        Assert.Equal(701, all.Lines.Count);
    }

    [Fact]
    public async Task Logs_are_data()
    {
        var id = await LaunchAsync("desk.hostile", "-i", "text=fine");

        var lines = await _cli.RunAsync("runs", "logs", id);
        var followed = await _cli.RunAsync("runs", "logs", id, "--follow", "-o", "jsonl");
        var page = await _cli.JsonAsync<PageJson<EventJson>>("runs", "logs", id);
        var refused = await _cli.RunAsync("runs", "logs", id, "--follow", "-o", "json");

        Assert.EndsWith("  desk.hostile  seen fine", Assert.Single(lines.Lines), StringComparison.Ordinal);
        Assert.Equal("seen fine", CliRun.Read<EventJson>(Assert.Single(followed.Lines)).Message);
        Assert.Equal("seen fine", Assert.Single(page.Items).Message);
        Assert.Equal(2, refused.Code);
    }

    [Fact]
    public async Task Logged_lines_are_recorded_by_dev_and_told_with_their_level()
    {
        var id = await LaunchAsync("desk.log");
        Assert.EndsWith("  desk.log  warning: low on disk", Assert.Single((await _cli.RunAsync("runs", "logs", id)).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_tells_who_set_what_and_who_read_it()
    {
        var id = await LaunchAsync("desk.scoped", "-c", "experiment=v1", "-c", "other=x");
        var lens = await _cli.JsonAsync<LensJson>("runs", "context", id);
        var key = await _cli.RunAsync("runs", "context", id, "experiment", "--readers");
        var run = await _cli.JsonAsync<RunJson>("runs", "show", id);
        var at = await _cli.JsonAsync<LensJson>("runs", "context", id, "--at", run.RootActionId);
        var missing = await _cli.RunAsync("runs", "context", id, "experment");

        Assert.Equal(["experiment", "other"], lens.Keys.Select(entry => entry.Key));
        Assert.Contains(key.Lines, line => line.StartsWith("experiment  blue  ", StringComparison.Ordinal) && line.Contains("DeskTasks.cs", StringComparison.Ordinal) && line.Contains("  v1 ", StringComparison.Ordinal));
        Assert.Contains(key.Lines, line => line.StartsWith("experiment  desk.reader  ", StringComparison.Ordinal));
        Assert.DoesNotContain(key.Lines, line => line.StartsWith("other", StringComparison.Ordinal));
        Assert.Equal(run.RootActionId, at.ActionId);
        Assert.Equal(7, missing.Code);
        Assert.Contains("did you mean 'experiment'?", missing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_of_two_runs_is_compared()
    {
        var left = await LaunchAsync("desk.echo", "-i", "text=x", "-c", "a=1", "-c", "b=1");
        var right = await LaunchAsync("desk.echo", "-i", "text=x", "-c", "a=2", "-c", "c=1");
        var diff = await _cli.JsonAsync<DiffJson>("runs", "context", left, "--diff", right);
        var table = await _cli.RunAsync("runs", "context", left, "--diff", right);

        Assert.Equal([("a", DiffChange.Changed), ("b", DiffChange.Removed), ("c", DiffChange.Added)], diff.Keys.Select(key => (key.Key, key.Change)));
        Assert.Matches("^a +changed +1 +2$", table.Lines[1]);
    }

    [Fact]
    public async Task Cancelled_run_is_code_3_for_who_waits()
    {
        var id = await LaunchAsync("desk.wait", wait: false);
        var asked = await _cli.RunAsync("runs", "cancel", id);
        var waited = await _cli.RunAsync("runs", "watch", id);

        Assert.Equal(0, asked.Code);
        Assert.Equal(3, waited.Code);
        Assert.Contains("was cancelled", waited.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_by_query_asks_unless_told_not_to()
    {
        var one = await LaunchAsync("desk.wait", wait: false, "-c", "cancel=me");
        var two = await LaunchAsync("desk.wait", wait: false, "-c", "cancel=me");
        var refused = await _cli.RunAsync("runs", "cancel", "--query", "ctx.cancel=me");
        var done = await _cli.JsonAsync<PageJson<RunJson>>("runs", "cancel", "--query", "ctx.cancel=me", "--yes");

        Assert.Equal(2, refused.Code);
        Assert.Contains("Cancel 2 runs? Nobody can be asked here; say --yes.", refused.Errors, StringComparison.Ordinal);
        Assert.Equal([one, two], done.Items.Select(run => run.Id).Order());
        Assert.Equal(3, (await _cli.RunAsync("runs", "watch", two)).Code);
    }

    [Fact]
    public async Task Cancel_of_one_action_leaves_the_run_to_its_caller()
    {
        var id = await LaunchAsync("desk.wait", wait: false);
        var run = await _cli.JsonAsync<RunJson>("runs", "show", id);
        var asked = await _cli.RunAsync("runs", "cancel", id, "--action", run.RootActionId);

        Assert.Equal((0, run.RootActionId), (asked.Code, Assert.Single(asked.Lines)));
        Assert.Equal(3, (await _cli.RunAsync("runs", "watch", id)).Code);
    }

    [Fact]
    public async Task Rerun_changes_what_it_is_told_and_names_its_source()
    {
        var id = await LaunchAsync("desk.echo", "-i", "text=first", "-c", "a=1", "-c", "b=1");
        var again = await _cli.JsonAsync<RunJson>("runs", "rerun", id, "-c", "a=2", "--without", "b", "-i", "text=second", "--wait");

        Assert.Equal(id, again.Source!.RunId);
        Assert.Equal([("a", "2")], again.Context.Select(entry => (entry.Key, entry.Value)));
        Assert.Equal("second", again.Output!.Value.GetString());
    }

    [Fact]
    public async Task Rerun_from_failure_fails_again_with_code_1()
    {
        var id = await LaunchAsync("desk.outer");
        Assert.Equal(1, (await _cli.RunAsync("runs", "rerun", id, "--from", "failure", "--watch")).Code);
    }

    [Fact]
    public async Task Timeout_is_code_4_and_the_run_goes_on()
    {
        var end = await _cli.RunAsync("run", "desk.wait", "--wait", "--timeout", "1ms");
        var id = end.Errors.Split(' ')[1];

        Assert.Equal(4, end.Code);
        Assert.Contains("it goes on", end.Errors, StringComparison.Ordinal);
        Assert.Equal(RunState.Running, (await _cli.JsonAsync<RunJson>("runs", "show", id)).State);
        await _cli.RunAsync("runs", "cancel", id);
    }

    [Fact]
    public async Task Signal_is_an_answer_that_holds_once()
    {
        var id = await LaunchAsync("desk.wait", wait: false);
        var file = _cli.Write("answer.json", JsonSerializer.Serialize("green"));
        var noJson = await _cli.RunAsync("signal", id, "go", "green");
        var first = await _cli.RunAsync("signal", id, "go", $"@{file}");
        var result = await _cli.RunAsync("runs", "watch", id, "-q");
        var late = await _cli.RunWithInputAsync("\"red\"", "signal", id, "go", "-");

        Assert.Equal(2, noJson.Code);
        Assert.Equal((0, "holds"), (first.Code, Assert.Single(first.Lines)));
        Assert.Equal((0, "\"green\""), (result.Code, Assert.Single(result.Lines)));
        Assert.Equal(7, late.Code);
        Assert.Contains($"next: undercurrent runs show {id}", late.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs", "show", "no-such-run")]
    [InlineData("runs", "watch", "no-such-run")]
    [InlineData("runs", "cancel", "no-such-run")]
    [InlineData("tasks", "show", "no.such_task")]
    [InlineData("runs", "list", "--profile", "nowhere")]
    public async Task What_is_not_there_is_code_7(params string[] line)
    {
        var end = await _cli.RunAsync(line);

        Assert.Equal(7, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains("next: undercurrent", end.Errors.Replace("next: Make it: ", "next: ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_are_listed_and_shown_with_their_schemas()
    {
        var page = await _cli.JsonAsync<PageJson<Web.Contract.TaskJson>>("tasks", "list", "DESK");
        var task = await _cli.JsonAsync<Web.Contract.TaskJson>("tasks", "show", "desk.describe");
        var sheet = await _cli.RunAsync("tasks", "show", "desk.describe");

        Assert.Contains(page.Items, item => item.Name == "desk.echo");
        Assert.Equal(["title", "count", "plan"], task.Inputs.Select(input => input.Name));
        Assert.Contains("  undercurrent run desk.describe -i title=… -i count=… -i plan=…", sheet.Lines);
        Assert.Contains("  count: integer", sheet.Lines);
        Assert.Contains(sheet.Lines, line => line.StartsWith("  plan: object (", StringComparison.Ordinal));
        Assert.DoesNotContain(sheet.Lines, line => line.Contains("Int32", StringComparison.Ordinal));
    }

    private Task<string> LaunchAsync(string task, params string[] options) => LaunchAsync(task, wait: true, options);

    private async Task<string> LaunchAsync(string task, bool wait, params string[] options)
    {
        var end = await _cli.RunAsync(["run", task, .. options, "-q"]);
        Assert.True(end.Code == 0, end.Errors);
        if (wait)
        {
            await _cli.RunAsync("runs", "watch", end.Lines[0]);
        }

        return end.Lines[0];
    }
}
