using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Runs;

public sealed class LocalRunnerTests
{
    [Fact]
    public async Task Launch_that_is_refused_for_its_id_disturbs_nobody_who_waits_for_the_run_of_that_id()
    {
        await using var runner = LocalRunner.Create();
        var options = new RunOptions { Id = RunId.Parse("nightly") };
        var result = await (await runner.StartAsync(Probe.See, options)).ResultJsonAsync().Soon("the first run");
        var relaunches = Enumerable.Range(0, 200).Select(async _ =>
        {
            await Task.Yield();
            await Assert.ThrowsAsync<RunExistsException>(() => runner.StartAsync(Probe.See, options));
        });
        var waits = Enumerable.Range(0, 200).Select(async _ =>
        {
            await Task.Yield();
            var found = await runner.GetRunAsync(RunId.Parse("nightly"));
            Assert.Equal(result, await found!.ResultJsonAsync());
        });

        await Task.WhenAll(relaunches.Zip(waits).SelectMany(pair => new[] { pair.First, pair.Second })).Soon("all of them");
    }

    [Fact]
    public async Task Launch_that_removes_what_is_too_large_is_not_refused_for_it()
    {
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { ContextLimits = new ContextLimits { MaxBytes = 1000 } });
        using var scope = CustomContext.BeginScope(("large", new string('x', 5000)), ("small", "x"));

        var run = await runner.WithRunContext(CustomContext.Without("large")).StartAsync(Probe.See);
        Assert.Equal("""{"small": "x"}""", (await run.GetRecordAsync()).Context.ToString());
        Assert.Equal("large", (await Assert.ThrowsAsync<ContextLimitException>(() => runner.StartAsync(Probe.See))).Key);
    }

    [Fact]
    public async Task Disposing_cancels_the_runs_that_still_run_and_waits_for_them()
    {
        var id = Gate.NewId();
        var runner = LocalRunner.Create();
        var running = await runner.StartAsync(RunTasks.WaitForGate, id);
        await Gate.Of(id + "started").WaitAsync();
        await runner.DisposeAsync().AsTask().Soon("the disposal");

        Assert.Equal(RunState.Cancelled, (await running.GetRecordAsync()).State);
        await Assert.ThrowsAsync<ActionCancelledException>(() => running.ResultAsync());
    }

    [Fact]
    public async Task Disposing_is_not_held_up_by_a_callback_that_takes_long()
    {
        var id = Gate.NewId();
        var runner = LocalRunner.Create(new LocalRunnerOptions { CancellationGrace = TimeSpan.Zero });
        var running = await runner.StartAsync(RunTasks.BlockInCallback, id);
        await Gate.Of(id + "started").WaitAsync();
        var disposal = runner.DisposeAsync().AsTask();
        await Gate.Of(id + "called").WaitAsync();
        await disposal.Soon("the disposal");

        Assert.False(Gate.Of(id + "left").IsOpen);
        Gate.Of(id).Open();
        Assert.Equal(RunState.Cancelled, (await running.GetRecordAsync()).State);
    }

    [Fact]
    public async Task Launching_behind_the_disposal_is_refused_and_disposing_again_does_nothing()
    {
        var runner = LocalRunner.Create();
        await runner.DisposeAsync();
        await runner.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => runner.StartAsync(Probe.See));
    }

    [Fact]
    public async Task Body_that_does_not_heed_its_token_is_abandoned_when_the_grace_is_over()
    {
        var id = Gate.NewId();
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { CancellationGrace = TimeSpan.Zero });
        var run = await runner.StartAsync(RunTasks.WaitStubbornly, id);
        await Gate.Of(id + "started").WaitAsync();
        await run.CancelAsync();

        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultAsync().Soon("the end without the body"));
        Assert.Equal(ActionState.Abandoned, await RootStateAsync());

        // What it does later changes nothing that is recorded.
        Gate.Of(id).Open();
        await Gate.Of(id + "ended").WaitAsync();
        Assert.Equal(ActionState.Abandoned, await RootStateAsync());

        async Task<ActionState> RootStateAsync() => Assert.Single((await runner.Records.GetChildrenAsync(run.RunId, null)).Items).State;
    }

    [Fact]
    public async Task Launch_with_a_token_that_is_cancelled_already_gives_a_cancelled_run()
    {
        await using var runner = LocalRunner.Create();
        var run = await runner.StartAsync(RunTasks.WaitForGate, Gate.NewId(), new RunOptions { CancellationToken = new CancellationToken(canceled: true) });

        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultAsync().Soon("the cancelled end"));
    }

    [Fact]
    public async Task Wrong_options_are_refused_all_at_once()
    {
        var options = new LocalRunnerOptions
        {
            MaxPayloadBytes = 0,
            MaxBlockingThreads = -1,
            CancellationGrace = TimeSpan.FromDays(2),
            Record = new InMemoryRunStoreOptions { MaxEndedRuns = -1, MaxActions = 0 },
        };

        var message = Assert.Throws<ArgumentException>(() => LocalRunner.Create(options)).Message;

        Assert.All(
            ["MaxPayloadBytes is 0", "MaxBlockingThreads is -1", "CancellationGrace is 2.00:00:00", "MaxEndedRuns is -1", "MaxActions is 0"],
            error => Assert.Contains(error, message, StringComparison.Ordinal));
        await LocalRunner.Create().DisposeAsync();
    }

    [Fact]
    public async Task Handle_keeps_its_outcome_however_soon_the_record_drops_the_run()
    {
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Record = new InMemoryRunStoreOptions { MaxEndedRuns = 1 } });
        var runs = new List<RunHandle<string>>();
        for (var number = 0; number < 5; number++)
        {
            runs.Add(await runner.StartAsync(Probe.SeeNumbered, number));
            await runs[^1].ResultAsync().Soon("the result");
        }

        for (var number = 0; number < 5; number++)
        {
            Assert.Equal($"{number}: {{}}", await runs[number].ResultAsync().Soon("the result again"));
        }

        var error = await Assert.ThrowsAsync<RunNotRecordedException>(() => runs[0].GetRecordAsync());
        Assert.Contains("MaxEndedRuns", error.Message, StringComparison.Ordinal);
        Assert.Null(await runner.GetRunAsync(runs[0].RunId));
    }

    [Fact]
    public async Task Run_can_be_found_and_awaited_from_the_moment_that_it_is_recorded()
    {
        await using var runner = LocalRunner.Create();
        for (var number = 0; number < 50; number++)
        {
            var options = new RunOptions { Id = RunId.Parse(Gate.NewId()) };
            var found = Task.Run(async () =>
            {
                while (true)
                {
                    if (await runner.GetRunAsync(options.Id.Value) is { } run)
                    {
                        return await run.As(Probe.See).ResultAsync();
                    }

                    await Task.Yield();
                }
            });
            await runner.StartAsync(Probe.See, options);

            Assert.Equal("{}", await found.Soon("the result of the run that was found"));
        }
    }

    [Fact]
    public async Task Payload_limit_is_an_option()
    {
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { MaxPayloadBytes = 100 });

        Assert.Equal(98, (await (await runner.StartAsync(RunTasks.MakeText, 98)).ResultAsync().Soon("the result")).Length);
        var run = await runner.StartAsync(RunTasks.MakeText, 99);
        var error = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the failure"));
        Assert.Contains("has 101 bytes of JSON; the limit is 100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_limits_are_an_option_for_launches_and_scopes()
    {
        await using var narrow = LocalRunner.Create(new LocalRunnerOptions { ContextLimits = new ContextLimits { MaxKeys = 2 } });
        await using var wide = LocalRunner.Create(new LocalRunnerOptions { ContextLimits = new ContextLimits { MaxKeys = 200 } });
        ContextChange[] three = [("a", "1"), ("b", "2"), ("c", "3")];

        await Assert.ThrowsAsync<ContextLimitException>(() => narrow.WithRunContext(three).StartAsync(Probe.See));
        Assert.Contains("the limit is 2.", await (await narrow.StartAsync(RunTasks.OpenScope, 3)).ResultAsync().Soon("the error"), StringComparison.Ordinal);
        Assert.Equal("150 keys", await (await wide.StartAsync(RunTasks.OpenScope, 150)).ResultAsync().Soon("the result"));
        using (CustomContext.BeginScope(three))
        {
            var error = await Assert.ThrowsAsync<ContextLimitException>(() => narrow.StartAsync(Probe.See));
            Assert.Contains("the limit is 2.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Services_that_were_passed_in_are_not_disposed_with_the_runner()
    {
        await using var services = new ServiceCollection().AddSingleton(new Greeter("Hi")).AddScoped<AttemptScope>().BuildServiceProvider();
        var runner = LocalRunner.Create(new LocalRunnerOptions { Services = services });
        Assert.Equal("Hi, nobody", await (await runner.StartAsync(ClassTasks.GreetNobody)).ResultAsync().Soon("the result"));
        await runner.DisposeAsync();

        Assert.Equal("Hi, Ada", services.GetRequiredService<Greeter>().Greet("Ada"));
        using var scope = services.CreateScope();
        Assert.NotNull(scope.ServiceProvider.GetService<AttemptScope>());
    }

    [Fact]
    public async Task View_with_context_shares_the_runner_and_disposing_it_does_nothing()
    {
        await using var runner = LocalRunner.Create();
        await runner.WithRunContext(("key", "x")).DisposeAsync();
        var run = await runner.StartAsync(Probe.See);

        Assert.Equal("{}", await run.ResultAsync().Soon("the result"));
        Assert.Same(runner.Records, runner.WithRunContext(("key", "x")).Records);
        Assert.NotNull(await runner.WithRunContext(("key", "x")).GetRunAsync(run.RunId));
    }

    [Fact]
    public async Task Times_of_the_record_are_those_of_the_clock_that_was_passed_in()
    {
        var time = new ManualTime();
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Time = time, LaunchedBy = "ada" });
        var run = await runner.StartAsync(Probe.See);
        await run.ResultAsync().Soon("the result");
        var record = await run.GetRecordAsync();

        Assert.Equal((time.GetUtcNow(), time.GetUtcNow(), "ada"), (record.LaunchedAt, record.EndedAt, record.LaunchedBy));
    }

    [Fact]
    public async Task Lines_logged_in_a_body_carry_run_action_attempt_task_and_context()
    {
        var logs = new CollectingLoggerFactory();
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { LoggerFactory = logs });
        var run = await runner.WithRunContext(("key", "run")).StartAsync(RunTasks.Log, "hello");
        var action = await run.ResultAsync().Soon("the result");

        var line = Assert.Single(logs.Lines, each => each.Text == "hello");
        Assert.Equal(RunTasks.Log.Name, line.Category);
        Assert.Equal(
            [("RunId", run.RunId.Value), ("ActionId", action), ("Task", RunTasks.Log.Name), ("Attempt", "1"), ("CustomContext", """{"key": "scope"}""")],
            line.Properties);
    }
}
