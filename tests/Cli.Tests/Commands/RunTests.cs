using System.Text.Json;
using Undercurrent.Cli.Support;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

[Collection(DevCollection.Name)]
public sealed class RunTests(DevFixture dev)
{
    private readonly CliRun _cli = dev.Cli;

    [Fact]
    public async Task Run_prints_the_id_alone_and_says_the_rest_on_standard_error()
    {
        var end = await _cli.RunAsync("run", "desk.echo", "-i", "text=hello");

        Assert.Equal(0, end.Code);
        var id = Assert.Single(end.Lines);
        Assert.True(RunId.TryParse(id, out _));
        Assert.Contains($"undercurrent runs watch {id}", end.Errors, StringComparison.Ordinal);
        Assert.Contains($"{_cli.Server}/runs/{id}", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_with_quiet_says_nothing_but_the_id() => Assert.Equal("", (await _cli.RunAsync("run", "desk.echo", "-i", "text=x", "-q")).Errors);

    [Fact]
    public async Task Run_with_wait_prints_the_result_and_nothing_else()
    {
        var end = await _cli.RunAsync("run", "desk.echo", "-i", "text=hello", "--wait", "-q");

        Assert.Equal((0, "\"hello\"", ""), (end.Code, Assert.Single(end.Lines), end.Errors));
    }

    [Fact]
    public async Task Run_as_json_is_the_contracts()
    {
        var run = await _cli.JsonAsync<RunJson>(
            "run", "desk.echo", "-i", "text=hello", "-c", "experiment=v1", "-c", "empty=", "--label", "team=search", "--max-concurrency", "3", "--cache", "off", "--wait");

        Assert.Equal(("desk.echo", RunState.Succeeded), (run.Task, run.State));
        Assert.Equal("v1", run.Context["experiment"]);
        Assert.Equal("", run.Context["empty"]);
        Assert.Equal("search", run.Labels["team"]);
        Assert.Equal("hello", run.Output!.Value.GetString());
    }

    [Fact]
    public async Task Input_is_read_as_its_schema_wants()
    {
        var file = _cli.Write("plan.json", """{"name": "moon", "steps": 3}""");
        var end = await _cli.RunWithInputAsync("42\n", "run", "desk.describe", "-i", "title=123", "-i", "count=-", "-i", $"plan=@{file}", "--wait");

        Assert.Equal((0, "\"123|42|moon|3\""), (end.Code, end.Lines[0]));
    }

    [Fact]
    public async Task Inputs_as_a_whole_may_be_an_object_or_an_array_from_anywhere()
    {
        var byName = await _cli.RunAsync("run", "desk.describe", "--inputs", """{"title": "a", "count": 1, "plan": null}""", "--wait");
        var inOrder = await _cli.RunWithInputAsync("""["b", 2, {"name": "x", "steps": 1}]""", "run", "desk.describe", "--inputs", "-", "--wait");

        Assert.Equal("\"a|1|none|0\"", byName.Lines[0]);
        Assert.Equal("\"b|2|x|1\"", inOrder.Lines[0]);
    }

    [Fact]
    public async Task Context_file_is_json_or_lines_and_options_win()
    {
        var json = _cli.Write("context.json", """{"a": "1", "b": "2"}""");
        var lines = _cli.Write("context.env", "# comment\nb=3\nc=x=y\n");
        var run = await _cli.JsonAsync<RunJson>("run", "desk.echo", "-i", "text=x", "--context-file", json, "--context-file", lines, "-c", "a=9");

        Assert.Equal([("a", "9"), ("b", "3"), ("c", "x=y")], run.Context.Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public async Task Failed_run_names_the_leaf_the_attempt_and_the_next_command()
    {
        var end = await _cli.RunAsync("run", "desk.outer", "--wait");

        Assert.Equal(1, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains("failed: System.IO.IOException: attempt 2 found no disk", end.Errors, StringComparison.Ordinal);
        Assert.Contains("in desk.inner, action ", end.Errors, StringComparison.Ordinal);
        Assert.Contains(", attempt 2", end.Errors, StringComparison.Ordinal);
        Assert.Contains("DeskTasks.cs:", end.Errors, StringComparison.Ordinal);
        Assert.Contains("runs rerun ", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_run_whose_cause_is_inside_the_framework_names_what_the_task_threw()
    {
        var end = await _cli.RunAsync("run", "desk.read", "-i", "json={", "--wait");

        Assert.Contains("failed: System.InvalidOperationException: ", end.Errors, StringComparison.Ordinal);
        Assert.Contains("  thrown as System.Text.Json.JsonException: ", end.Errors, StringComparison.Ordinal);
        Assert.Contains("DeskTasks.cs:", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_run_as_json_is_still_on_standard_output()
    {
        var end = await _cli.RunAsync("run", "desk.outer", "--wait", "-o", "jsonl");

        Assert.Equal(1, end.Code);
        Assert.Equal(RunState.Failed, CliRun.Read<RunJson>(Assert.Single(end.Lines)).State);
    }

    [Fact]
    public async Task Watch_as_lines_of_json_is_the_events()
    {
        var end = await _cli.RunAsync("run", "desk.echo", "-i", "text=x", "--watch", "-o", "jsonl");

        Assert.Equal(0, end.Code);
        Assert.Equal(
            [RunEventKind.RunLaunched, RunEventKind.AttemptStarted, RunEventKind.AttemptEnded, RunEventKind.RunEnded],
            end.Lines.Select(line => CliRun.Read<EventJson>(line).Kind));
    }

    [Fact]
    public async Task Watch_off_a_terminal_writes_lines_and_then_the_result()
    {
        var end = await _cli.RunAsync("run", "desk.scoped", "-c", "experiment=v1", "--watch");

        Assert.Equal((0, "\"blue\""), (end.Code, Assert.Single(end.Lines)));
        Assert.Contains("desk.reader  succeeded", end.Errors, StringComparison.Ordinal);
        Assert.Contains("desk.scoped  the run ended", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', end.Errors);
    }

    [Fact]
    public async Task Watch_of_a_long_map_is_summed_up()
    {
        var end = await _cli.RunAsync("run", "desk.many", "-i", "count=400", "--watch");

        Assert.Equal((0, "399"), (end.Code, Assert.Single(end.Lines)));
        Assert.InRange(end.Errors.Split('\n').Length, 10, 120);
        Assert.Contains("desk.square  399 succeeded, 1 attempts failed", end.Errors, StringComparison.Ordinal);
        Assert.Contains("seven is refused", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The input 'count' can't be 'many'", "run", "desk.describe", "-i", "count=many")]
    [InlineData("did you mean 'count'", "run", "desk.describe", "-i", "cuont=1")]
    [InlineData("--input is 'count'", "run", "desk.describe", "-i", "count")]
    [InlineData("given twice", "run", "desk.echo", "-i", "text=a", "-i", "text=b")]
    [InlineData("Both --inputs and --input", "run", "desk.echo", "-i", "text=a", "--inputs", "[]")]
    [InlineData("can't be read", "run", "desk.echo", "-i", "text=@missing.txt")]
    [InlineData("--timeout is 'soon'", "run", "desk.echo", "--wait", "--timeout", "soon")]
    [InlineData("Did you mean 'desk.echo'", "run", "desk.ecko")]
    [InlineData("--cache is 'maybe'; allowed are use, off, override", "run", "desk.echo", "--cache", "maybe")]
    [InlineData("undercurrent has no verb 'rnu'; did you mean 'run'?", "rnu", "desk.echo")]
    [InlineData("has no option '--contxt'; did you mean '--context'?", "run", "desk.echo", "--contxt", "a=b")]
    [InlineData("needs a task", "run")]
    [InlineData("takes no further argument 'b'", "run", "a", "b")]
    [InlineData("--size is 'many'; it must be a whole number.", "runs", "list", "--size", "many")]
    [InlineData("--depth is '1.5'; it must be a whole number.", "runs", "tree", "x", "--depth", "1.5")]
    [InlineData("needs a value: --server <url>", "runs", "list", "--server")]
    [InlineData("needs a verb: list", "runs")]
    [InlineData("must be an http or https URL", "runs", "list", "--server", "ftp://x")]
    public async Task Wrong_line_is_code_2_with_a_sentence_and_nothing_on_standard_output(string sentence, params string[] line)
    {
        var end = await _cli.RunAsync(line);

        Assert.Equal(2, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains(sentence, end.Errors, StringComparison.Ordinal);
        Assert.StartsWith("error: ", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_that_is_taken_is_code_7()
    {
        await _cli.RunAsync("run", "desk.echo", "-i", "text=x", "--id", "taken-once");
        var again = await _cli.RunAsync("run", "desk.echo", "-i", "text=x", "--id", "taken-once");

        Assert.Equal(7, again.Code);
        Assert.Contains("Choose another --id", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_never_reaches_the_terminal_as_it_is()
    {
        const string Hostile = "\u001b]0;owned\u0007\u001b[2J [red]x[/]\u202e\r";
        var end = await _cli.RunAsync("run", "desk.hostile", "--inputs", JsonSerializer.Serialize(new[] { Hostile }), "--watch");
        var id = end.Errors.Split(' ')[1];
        var shown = await _cli.RunAsync("runs", "show", id);
        var logs = await _cli.RunAsync("runs", "logs", id);
        var tree = await _cli.RunAsync("runs", "tree", id);

        Assert.Equal(1, end.Code);
        foreach (var text in new[] { end.Errors, string.Join('\n', shown.Lines), string.Join('\n', logs.Lines), string.Join('\n', tree.Lines) })
        {
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u0007', text);
            Assert.DoesNotContain('\u202e', text);
            Assert.Contains("\\u001b[2J [red]x[/]\\u202e", text, StringComparison.Ordinal);
        }
    }
}
