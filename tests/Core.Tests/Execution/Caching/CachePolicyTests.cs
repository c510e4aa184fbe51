using System.Text.Json;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Execution.Caching;

public sealed class CachePolicyTests
{
    private static readonly CacheEntry Entry = new()
    {
        Key = default,
        Task = "own.task",
        Source = new ActionSource(RunId.Parse("run"), default),
        CreatedAt = Given.Noon,
        Output = Given.Json("1"),
    };

    [Fact]
    public void Policy_is_off_by_default_and_an_explicit_off_is_a_value()
    {
        Assert.False(new TaskOptions().Cache.IsOn);
        Assert.Same(CachePolicy.Off, new TaskOptions().Cache);
        Assert.Null(CachePolicy.Off.Version);
        Assert.True(CachePolicy.On().IsOn);
        Assert.Equal(("1", null, CacheScope.TaskEnvironment), (CachePolicy.On().Version, CachePolicy.On().Expiry, CachePolicy.On().Scope));
        Assert.Contains("CachePolicy.Off", Assert.Throws<ArgumentNullException>(() => new TaskOptions { Cache = null! }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_travels_as_JSON()
    {
        var policy = (CachePolicy.On("v7") with
        {
            Expiry = TimeSpan.FromHours(36),
            Scope = CacheScope.Everything,
            Serialize = true,
            Override = true,
            IgnoreInputs = ["one", "two"],
            Strict = true,
        }).VaryBy("b", "a", "b");

        foreach (var options in (JsonSerializerOptions[])[JsonSerializerOptions.Default, TaskJson.DefaultOptions])
        {
            var back = JsonSerializer.Deserialize<TaskOptions>(JsonSerializer.Serialize(new TaskOptions { Cache = policy }, options), options)!.Cache;
            Assert.Equal(policy, back);
            Assert.Equal(["a", "b"], back.VariesBy);
            Assert.Equal(new TaskOptions(), JsonSerializer.Deserialize<TaskOptions>(JsonSerializer.Serialize(new TaskOptions(), options), options));
            Assert.False(JsonSerializer.Deserialize<TaskOptions>("{}", options)!.Cache.IsOn);
        }
    }

    [Fact]
    public void Policies_are_equal_by_value()
    {
        var policy = (CachePolicy.On() with { IgnoreInputs = ["a"] }).VaryBy("x");

        Assert.Equal(policy, (CachePolicy.On() with { IgnoreInputs = ["a"] }).VaryBy("x"));
        Assert.Equal(policy.GetHashCode(), (CachePolicy.On() with { IgnoreInputs = ["a"] }).VaryBy("x").GetHashCode());
        CachePolicy[] others =
        [
            policy with { Version = "2" }, policy with { Expiry = TimeSpan.FromDays(1) }, policy with { Scope = CacheScope.Run }, policy with { Serialize = true },
            policy with { Override = true }, policy with { Strict = true }, policy with { IgnoreInputs = ["b"] }, policy.VaryBy("y"), CachePolicy.Off,
        ];
        Assert.All(others, other => Assert.NotEqual(policy, other));
    }

    [Fact]
    public void Wrong_values_are_refused_with_what_is_allowed()
    {
        Assert.Contains("1 to 256 characters; this has 0", Refused(() => CachePolicy.On("")), StringComparison.Ordinal);
        Assert.Contains("this has 257", Refused(() => CachePolicy.On(new string('v', 257))), StringComparison.Ordinal);
        Assert.Contains("over zero", Refused(() => CachePolicy.On() with { Expiry = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.Contains("Run, TaskEnvironment or Everything", Refused(() => CachePolicy.On() with { Scope = (CacheScope)7 }), StringComparison.Ordinal);
        Assert.Contains("empty name", Refused(() => CachePolicy.On() with { IgnoreInputs = [""] }), StringComparison.Ordinal);
        Assert.Contains("a b", Assert.Throws<ContextLimitException>(() => CachePolicy.On().VaryBy("a b")).Message, StringComparison.Ordinal);

        static string Refused(Func<CachePolicy> make) => Assert.ThrowsAny<ArgumentException>(make).Message;
    }

    [Fact]
    public void Ignored_input_that_the_task_does_not_have_is_refused_with_those_that_it_has()
    {
        var environment = Given.Environment();
        var ignoring = new TaskOptions { Cache = CachePolicy.On() with { IgnoreInputs = ["nubmer"] } };

        var defined = Assert.Throws<TaskDefinitionException>(() => environment.Task((string text, int number) => text, ignoring, "defined"));
        Assert.Contains("'own.defined'", defined.Message, StringComparison.Ordinal);
        Assert.Contains("ignores the input 'nubmer', which the task doesn't have. Its inputs are 'text', 'number'.", defined.Message, StringComparison.Ordinal);
        var changed = environment.Task(() => 1, name: "changed");
        Assert.Contains("It has no inputs.", Assert.Throws<TaskDefinitionException>(() => changed.With(_ => ignoring)).Message, StringComparison.Ordinal);
    }

    // policy's expiry and age in seconds
    [Theory]
    [InlineData(null, 1_000_000, false, RunCache.Use, CacheReason.Hit)]
    [InlineData(10, 9, false, RunCache.Use, CacheReason.Hit)]
    [InlineData(10, 10, false, RunCache.Use, CacheReason.TooOld)]
    [InlineData(10, -5, false, RunCache.Use, CacheReason.Hit)]
    [InlineData(10, 1, true, RunCache.Use, CacheReason.Overridden)]
    [InlineData(10, 1, false, RunCache.Override, CacheReason.Overridden)]
    internal void Decision_follows_from_entry_policy_and_run_alone(int? expiry, int age, bool overrides, RunCache run, CacheReason reason)
    {
        var policy = CachePolicy.On() with { Expiry = expiry is { } some ? TimeSpan.FromSeconds(some) : null, Override = overrides };

        Assert.Equal(reason, CacheDecision.For(Entry, policy, run, Given.Noon.AddSeconds(age)));
    }

    [Fact]
    public void Decision_for_nothing_found_is_to_run() =>
        Assert.Equal(CacheReason.Missing, CacheDecision.For(null, CachePolicy.On(), RunCache.Use, Given.Noon));

    [Theory]
    [InlineData(true, RunCache.Use, true)]
    [InlineData(true, RunCache.Override, true)]
    [InlineData(true, RunCache.Off, false)]
    [InlineData(false, RunCache.Use, false)]
    [InlineData(false, RunCache.Override, false)]
    public void Call_is_cached_by_its_policy_unless_the_run_says_no(bool isOn, RunCache run, bool isCached) =>
        Assert.Equal(isCached, CacheDecision.IsCached(isOn ? CachePolicy.On() : CachePolicy.Off, run));

    [Fact]
    public async Task Run_that_says_nonsense_is_refused()
    {
        await using var runner = LocalRunner.Create();
        var request = new RunRequest("any.task", Given.Json("[]"), new RunOptions { Cache = (RunCache)9 });

        Assert.Contains("Use, Off or Override", (await Assert.ThrowsAsync<ArgumentException>(() => runner.LaunchAsync(request))).Message, StringComparison.Ordinal);
    }
}
