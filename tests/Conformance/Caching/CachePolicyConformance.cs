using System.Text.Json;

namespace Undercurrent.Conformance;

/// <summary>What a cache policy, and a run, may say.</summary>
public abstract class CachePolicyConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Task_without_a_policy_runs_each_time() => Assert.Equal(["body 1", "body 2"], await CallTwiceAsync(CachePolicy.Off));

    [Fact]
    public async Task Another_version_runs_again_and_has_a_result_of_its_own()
    {
        var id = Gate.NewId();

        Assert.Equal("body 1", await RootAsync(id, CachePolicy.On("1")));
        Assert.Equal("body 2", await RootAsync(id, CachePolicy.On("2")));
        Assert.Equal("body 1", await RootAsync(id, CachePolicy.On("1")));
        Assert.Equal("body 2", await RootAsync(id, CachePolicy.On("2")));
    }

    [Fact]
    public async Task Result_that_is_older_than_the_expiry_is_not_taken()
    {
        Assert.Equal(["body 1", "body 2"], await CallTwiceAsync(CachePolicy.On() with { Expiry = TimeSpan.FromTicks(1) }));
        Assert.Equal(["body 1", "body 1"], await CallTwiceAsync(CachePolicy.On() with { Expiry = TimeSpan.FromDays(1) }));
        Assert.Equal(["body 1", "body 1"], await CallTwiceAsync(CachePolicy.On() with { Expiry = TimeSpan.MaxValue }));
    }

    [Fact]
    public async Task Scope_of_the_run_is_the_run_alone()
    {
        var id = Gate.NewId();
        var policy = CachePolicy.On() with { Scope = CacheScope.Run };

        Assert.Equal(["body 1", "body 1"], await ResultOfTwoAsync(id, policy));
        Assert.Equal(["body 2", "body 2"], await ResultOfTwoAsync(id, policy));
    }

    [Fact]
    public async Task Scope_of_the_environment_is_that_of_all_runs_and_not_of_other_environments()
    {
        var id = Gate.NewId();

        Assert.Equal("body 1", await RootAsync(id, CachePolicy.On()));
        Assert.Equal("other body 2", await ResultOfAsync(CacheTasks.OtherKept, id));
        Assert.Equal("body 1", await RootAsync(id, CachePolicy.On()));
        Assert.Equal("other body 2", await ResultOfAsync(CacheTasks.OtherKept, id));
    }

    [Fact]
    public async Task Scope_of_everything_is_shared_by_tasks_of_one_name_in_all_environments()
    {
        var id = Gate.NewId();
        var policy = CachePolicy.On() with { Scope = CacheScope.Everything };

        Assert.Equal("body 1", await RootAsync(id, policy));
        Assert.Equal("body 1", await ResultOfAsync(CacheTasks.OtherKept.With(options => options with { Cache = policy }), id));
    }

    [Fact]
    public async Task Override_runs_and_rewrites()
    {
        var id = Gate.NewId();

        Assert.Equal("body 1", await RootAsync(id, CachePolicy.On()));
        Assert.Equal("body 2", await RootAsync(id, CachePolicy.On() with { Override = true }));
        Assert.Equal("body 2", await RootAsync(id, CachePolicy.On()));
        Assert.Equal("body 3", await ChildAsync(id, CachePolicy.On() with { Override = true, Serialize = true }));
        Assert.Equal("body 3", await RootAsync(id, CachePolicy.On()));
    }

    [Fact]
    public async Task Off_for_a_call_neither_takes_nor_keeps()
    {
        var id = Gate.NewId();

        Assert.Equal("body 1", await ChildAsync(id, CachePolicy.Off));
        Assert.Equal("body 2", await ChildAsync(id, CachePolicy.On()));
        Assert.Equal("body 3", await ChildAsync(id, CachePolicy.Off));
        Assert.Equal("body 2", await ChildAsync(id, CachePolicy.On()));
    }

    [Fact]
    public async Task Off_for_a_run_holds_for_all_of_its_actions()
    {
        var id = Gate.NewId();

        Assert.Equal("body 1", await DeepAsync(id, RunCache.Off));
        Assert.Equal("body 2", await DeepAsync(id, RunCache.Use));
        Assert.Equal("body 3", await DeepAsync(id, RunCache.Off));
        Assert.Equal("body 4", await RootAsync(id, CachePolicy.On(), RunCache.Off));
        Assert.Equal("body 2", await DeepAsync(id, RunCache.Use));
    }

    [Fact]
    public async Task Override_for_a_run_holds_for_all_of_its_actions()
    {
        var id = Gate.NewId();

        Assert.Equal("body 1", await DeepAsync(id, RunCache.Use));
        Assert.Equal("body 2", await DeepAsync(id, RunCache.Override));
        Assert.Equal("body 2", await DeepAsync(id, RunCache.Use));
        Assert.Equal("body 3", await RootAsync(id, CachePolicy.On(), RunCache.Override));
        Assert.Equal("body 3", await DeepAsync(id, RunCache.Use));
    }

    [Fact]
    public async Task Override_for_a_run_caches_nothing_without_a_policy() =>
        Assert.Equal("body 1", await RootAsync(Gate.NewId(), CachePolicy.Off, RunCache.Override));

    [Fact]
    public async Task Ignored_input_may_differ()
    {
        var id = Gate.NewId();
        var ignoring = CacheTasks.KeptWithNote.With(options => options with { Cache = CachePolicy.On() with { IgnoreInputs = ["note"] } });

        Assert.Equal("body 1: one", await ResultAsync(ignoring, "one"));
        Assert.Equal("body 1: one", await ResultAsync(ignoring, "two"));
        Assert.Equal("body 2: two", await ResultAsync(CacheTasks.KeptWithNote, "two"));

        async Task<string> ResultAsync(TaskDefinition<string, JsonElement, string> task, string note) =>
            await (await Runner.StartAsync(task, id, JsonSerializer.SerializeToElement(note))).ResultAsync().Soon("the result");
    }

    [Fact]
    public async Task VaryBy_puts_the_values_of_its_keys_into_the_key_and_those_of_no_others()
    {
        var id = Gate.NewId();
        var varying = CacheTasks.Kept.With(options => options with { Cache = CachePolicy.On().VaryBy("region", "model") });

        Assert.Equal("body 1", await ResultOfAsync(varying, id, ("region", "eu"), ("model", "m")));
        Assert.Equal("body 1", await ResultOfAsync(varying, id, ("other", "x"), ("model", "m"), ("region", "eu")));
        Assert.Equal("body 2", await ResultOfAsync(varying, id, ("region", "us"), ("model", "m")));
        Assert.Equal("body 3", await ResultOfAsync(varying, id, ("region", "m"), ("model", "eu")));
        Assert.Equal("body 4", await ResultOfAsync(varying, id, ("model", "m")));
        Assert.Equal("body 5", await ResultOfAsync(varying, id, ("region", ""), ("model", "m")));
        Assert.Equal("body 4", await ResultOfAsync(varying, id, ("model", "m"), ("third", "y")));
    }

    [Fact]
    public async Task VaryBy_sees_the_context_of_the_call() =>
        Assert.Equal(["body 1", "body 2"], await CallTwiceAsync(CachePolicy.On().VaryBy("key")));

    private Task<string[]> CallTwiceAsync(CachePolicy policy) => ResultOfTwoAsync(Gate.NewId(), policy);

    private async Task<string[]> ResultOfTwoAsync(string id, CachePolicy policy) =>
        await (await Runner.StartAsync(CacheTasks.CallTwice, id, policy)).ResultAsync().Soon("the result of two calls");

    private async Task<string> ChildAsync(string id, CachePolicy policy) =>
        await (await Runner.StartAsync(CacheTasks.CallKept, id, policy)).ResultAsync().Soon("the result of the child");

    private async Task<string> RootAsync(string id, CachePolicy policy, RunCache cache = RunCache.Use)
    {
        var task = CacheTasks.Kept.With(options => options with { Cache = policy });
        return await (await Runner.StartAsync(task, id, new RunOptions { Cache = cache })).ResultAsync().Soon("the result of the root");
    }

    private async Task<string> DeepAsync(string id, RunCache cache) =>
        await (await Runner.StartAsync(CacheTasks.CallDeep, id, CachePolicy.On(), new RunOptions { Cache = cache })).ResultAsync().Soon("the result of a grandchild");
}
