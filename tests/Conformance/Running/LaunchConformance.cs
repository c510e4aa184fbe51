using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Launching: what is refused and in what words, ids, labels, and finding runs again.</summary>
public abstract class LaunchConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Who_launches_is_what_the_launch_says_and_short()
    {
        var said = await Runner.StartAsync(Probe.See, new RunOptions { LaunchedBy = "alice" });
        Assert.Equal("alice", (await said.GetRecordAsync()).LaunchedBy);

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => Runner.StartAsync(Probe.See, new RunOptions { LaunchedBy = new string('x', 257) }));
        Assert.Contains("LaunchedBy has 257 characters; the limit is 256", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conformance.sea", "Did you mean 'conformance.see'")]
    [InlineData("Conformance.See", "Did you mean 'conformance.see'")]
    [InlineData("nothing.like.it.anywhere", "Loaded are: ")]
    public async Task Launch_of_an_unknown_task_is_refused_with_the_nearest_names(string task, string advice)
    {
        var error = await Assert.ThrowsAsync<UnknownTaskException>(() => Runner.LaunchAsync(Request(task, "[]")));

        Assert.Equal(task, error.Task);
        Assert.Contains($"There is no task '{task}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "takes 2 inputs, not 0")]
    [InlineData("[1]", "takes 2 inputs, not 1")]
    [InlineData("""[1, "a", true]""", "takes 2 inputs, not 3")]
    [InlineData("""["one", "a"]""", "'number' of the task 'conformance_shapes.two' can't be read as Int32")]
    [InlineData("[1, null]", "'text' of the task 'conformance_shapes.two' is null")]
    [InlineData("[1, {}]", "'text' of the task 'conformance_shapes.two' can't be read as String")]
    [InlineData("{}", "are a JSON array")]
    [InlineData("7", "are a JSON array")]
    [InlineData("[1, ", "no valid JSON")]
    [InlineData("""[1, "a"] rest""", "no valid JSON")]
    [InlineData("", "no valid JSON")]
    [InlineData("not JSON at all", "no valid JSON")]
    public async Task Launch_with_inputs_that_dont_fit_is_refused_and_nothing_is_recorded(string inputs, string words)
    {
        var id = RunId.Parse(Gate.NewId());

        var error = await Assert.ThrowsAsync<TaskInputException>(() => Runner.LaunchAsync(Request(ShapeTasks.Two.Name, inputs, id)));

        Assert.Equal(ShapeTasks.Two.Name, error.Task);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Null(await Runner.GetRunAsync(id));
    }

    [Fact]
    public async Task Launch_with_inputs_as_JSON_reads_them_as_the_task_does()
    {
        var run = await Runner.LaunchAsync(Request(ShapeTasks.Two.Name, """ [ 7 , "caf\u00e9" ] """));

        Assert.Equal("\"7 caf\\u00E9\"", await run.ResultJsonAsync().Soon("the result"));
        Assert.Equal("7 café", await run.As(ShapeTasks.Two).ResultAsync());
        Assert.Equal("""[7,"caf\u00E9"]""", Encoding.UTF8.GetString((await run.GetRecordAsync()).Inputs.Span));
    }

    [Fact]
    public async Task Launch_of_an_id_that_is_taken_is_refused_while_the_run_runs_and_after()
    {
        var id = RunId.Parse(Gate.NewId());
        var options = new RunOptions { Id = id };
        var run = await Runner.StartAsync(IsolationTasks.SeeWhenOpen, id.Value, options);

        Assert.Equal(id, run.RunId);
        Assert.Equal(id, (await Assert.ThrowsAsync<RunExistsException>(() => Runner.StartAsync(Probe.See, options))).RunId);
        Gate.Of(id.Value).Open();
        Assert.Equal("{}", await run.ResultAsync().Soon("the first run's result"));
        await Assert.ThrowsAsync<RunExistsException>(() => Runner.StartAsync(Probe.See, options));
        Assert.Equal(IsolationTasks.SeeWhenOpen.Name, (await run.GetRecordAsync()).Task);
    }

    [Fact]
    public async Task Launches_of_one_id_at_once_leave_one_run()
    {
        var options = new RunOptions { Id = RunId.Parse(Gate.NewId()) };

        var launches = await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            try
            {
                return await Task.Run(() => Runner.StartAsync(Probe.SeeNumbered, number, options));
            }
            catch (RunExistsException)
            {
                return null;
            }
        }));

        var run = Assert.Single(launches.OfType<RunHandle<string>>());
        Assert.EndsWith(": {}", await run.ResultAsync().Soon("the result"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_with_the_default_id_is_refused()
    {
        await Assert.ThrowsAsync<FormatException>(() => Runner.StartAsync(Probe.See, new RunOptions { Id = default(RunId) }));
    }

    [Fact]
    public async Task Launch_without_an_id_makes_a_new_one_each_time()
    {
        var first = await Runner.StartAsync(Probe.See);
        var second = await Runner.StartAsync(Probe.See);

        Assert.NotEqual(first.RunId, second.RunId);
        await Task.WhenAll(first.ResultAsync(), second.ResultAsync()).Soon("both results");
    }

    [Fact]
    public async Task Run_can_be_found_again_by_its_id()
    {
        var launched = await Runner.WithRunContext(("key", "run")).StartAsync(Probe.See);
        var found = await Runner.GetRunAsync(launched.RunId);

        Assert.NotNull(found);
        Assert.Equal("""{"key": "run"}""", await found.As(Probe.See).ResultAsync().Soon("the result"));
        Assert.Null(await Runner.GetRunAsync(RunId.Parse(Gate.NewId())));
    }

    [Fact]
    public async Task Runs_can_be_found_by_label_context_task_and_state_newest_first()
    {
        var mark = Gate.NewId();
        var ids = new List<RunId>();
        for (var number = 0; number < 5; number++)
        {
            var options = new RunOptions { Labels = new Dictionary<string, string> { ["mark"] = mark, ["parity"] = $"{number % 2}" } };
            var run = await Runner.WithRunContext(("number", $"{number}"), ("mark", mark)).StartAsync(number == 4 ? Probe.SeeBlocking : Probe.See, options);
            await run.ResultAsync().Soon("the result");
            ids.Insert(0, run.RunId);
        }

        var query = new RunQuery { Labels = new Dictionary<string, string> { ["mark"] = mark } };
        Assert.Equal(ids, await FindAsync(query));
        Assert.Equal([ids[0], ids[2], ids[4]], await FindAsync(query with { Labels = new Dictionary<string, string> { ["mark"] = mark, ["parity"] = "0" } }));
        Assert.Equal([ids[3]], await FindAsync(new RunQuery { Context = new Dictionary<string, string> { ["mark"] = mark, ["number"] = "1" } }));
        Assert.Equal([ids[0]], await FindAsync(query with { Task = Probe.SeeBlocking.Name }));
        Assert.Equal(ids, await FindAsync(query with { State = RunState.Succeeded }));
        Assert.Empty(await FindAsync(query with { State = RunState.Failed }));

        var firstPage = await Runner.Records.FindRunsAsync(query with { Page = new PageRequest { Size = 2 } });
        var secondPage = await Runner.Records.FindRunsAsync(query with { Page = new PageRequest { Size = 2, After = firstPage.Next } });
        var thirdPage = await Runner.Records.FindRunsAsync(query with { Page = new PageRequest { Size = 2, After = secondPage.Next } });
        Assert.Equal(ids, firstPage.Items.Concat(secondPage.Items).Concat(thirdPage.Items).Select(run => run.RunId));
        Assert.Null(thirdPage.Next);
    }

    [Fact]
    public async Task Labels_are_recorded_as_they_were_at_the_launch()
    {
        var labels = new Dictionary<string, string> { ["team"] = "bakery" };
        var run = await Runner.StartAsync(Probe.See, new RunOptions { Labels = labels });
        labels["team"] = "changed behind the launch";

        Assert.Equal("bakery", (await run.GetRecordAsync()).Labels["team"]);
        await run.ResultAsync().Soon("the result");
    }

    [Fact]
    public async Task Labels_that_are_too_many_or_too_long_are_refused()
    {
        var many = Enumerable.Range(0, 65).ToDictionary(number => $"label{number}", _ => "x");
        var @long = new Dictionary<string, string> { ["team"] = new('x', 257) };

        Assert.Contains("65", (await Assert.ThrowsAsync<ArgumentException>(() => Runner.StartAsync(Probe.See, new RunOptions { Labels = many }))).Message, StringComparison.Ordinal);
        Assert.Contains("'team'", (await Assert.ThrowsAsync<ArgumentException>(() => Runner.StartAsync(Probe.See, new RunOptions { Labels = @long }))).Message, StringComparison.Ordinal);
    }

    private static RunRequest Request(string task, string inputs, RunId? id = null) =>
        new(task, Encoding.UTF8.GetBytes(inputs), new RunOptions { Id = id });

    private async Task<IEnumerable<RunId>> FindAsync(RunQuery query) =>
        (await Runner.Records.FindRunsAsync(query)).Items.Select(run => run.RunId);
}
