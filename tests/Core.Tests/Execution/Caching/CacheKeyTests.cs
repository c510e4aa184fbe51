using System.Text.Json;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Execution.Caching;

/// <summary>What is part of a key and what is not.</summary>
public sealed class CacheKeyTests
{
    private static readonly CachePolicy On = CachePolicy.On();

    private readonly TaskEnvironment _environment = Given.Environment();

    [Fact]
    public void Key_is_of_task_version_and_inputs()
    {
        var task = Task("task", On);

        Assert.Equal(KeyOf(task), KeyOf(task));
        Assert.NotEqual(KeyOf(task), KeyOf(Task("other", On)));
        Assert.NotEqual(KeyOf(task), KeyOf(task, inputs: """["a",2]"""));
        Assert.NotEqual(KeyOf(task), KeyOf(Changed(task, CachePolicy.On("2"))));
        Assert.Equal(KeyOf(task), KeyOf(Changed(task, On with { Expiry = TimeSpan.FromDays(1), Override = true, Serialize = true, Strict = true })));
    }

    [Fact]
    public void Key_is_not_of_run_context_or_attempt()
    {
        var task = Task("task", On);
        var other = CallOf(task, run: "other", context: Given.Context(("key", "value"))) with { Attempt = 3, Group = "group" };

        Assert.Equal(KeyOf(task), CacheKeys.Of(other, task));
    }

    [Fact]
    public void Key_of_the_run_scope_is_of_the_run()
    {
        var task = Task("task", On with { Scope = CacheScope.Run });

        Assert.Equal(KeyOf(task), KeyOf(task));
        Assert.NotEqual(KeyOf(task), KeyOf(task, run: "other"));
        Assert.NotEqual(KeyOf(task), KeyOf(Changed(task, On)));
    }

    [Fact]
    public void Key_of_everything_is_of_the_tasks_own_name()
    {
        var everything = On with { Scope = CacheScope.Everything };
        var (one, other) = (Task("task", everything), Task("task", everything, Given.Environment("other")));

        Assert.Equal(KeyOf(one), KeyOf(other));
        Assert.NotEqual(KeyOf(one), KeyOf(Task("another", everything)));
        Assert.NotEqual(KeyOf(Changed(one, On)), KeyOf(Changed(other, On)));
    }

    [Fact]
    public void Ignored_inputs_are_no_part_and_the_others_keep_their_places()
    {
        var task = Task("task", On);
        var withoutText = Changed(task, On with { IgnoreInputs = ["text"] });
        var withoutNumber = Changed(task, On with { IgnoreInputs = ["number"] });

        Assert.Equal(KeyOf(withoutText, """["a",1]"""), KeyOf(withoutText, """[["b"],1.0]"""));
        Assert.NotEqual(KeyOf(withoutText, """["a",1]"""), KeyOf(withoutText, """["a",2]"""));
        Assert.NotEqual(KeyOf(withoutText, """["a",1]"""), KeyOf(withoutNumber, """[1,"a"]"""));
        Assert.NotEqual(KeyOf(withoutText), KeyOf(task));
        Assert.Equal(
            KeyOf(Changed(task, On with { IgnoreInputs = ["text", "number"] }), """["a",1]"""),
            KeyOf(Changed(task, On with { IgnoreInputs = ["number", "text"] }), """["b",2]"""));
    }

    [Fact]
    public void VaryBy_is_by_value_and_by_absence_and_in_no_order()
    {
        var task = Task("task", On.VaryBy("a", "b"));

        Assert.Equal(KeyOf(task, context: [("a", "1"), ("b", "2"), ("c", "3")]), KeyOf(task, context: [("b", "2"), ("a", "1")]));
        Assert.Equal(KeyOf(task, context: [("a", "1")]), KeyOf(Changed(task, On.VaryBy("b").VaryBy("a", "b")), context: [("a", "1")]));
        CacheKey?[] different =
        [
            KeyOf(task),
            KeyOf(task, context: [("a", "1"), ("b", "2")]),
            KeyOf(task, context: [("a", "2"), ("b", "1")]),
            KeyOf(task, context: [("a", "1")]),
            KeyOf(task, context: [("b", "1")]),
            KeyOf(task, context: [("a", "1"), ("b", "")]),
            KeyOf(Changed(task, On.VaryBy("a"))),
            KeyOf(Changed(task, On)),
        ];
        Assert.Equal(different.Length, different.Distinct().Count());
    }

    [Theory]
    [InlineData("[")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public void Inputs_that_are_no_inputs_have_no_key(string inputs) => Assert.Null(KeyOf(Task("task", On), inputs));

    [Fact]
    public void Key_comes_back_from_its_text_and_its_bytes()
    {
        var key = KeyOf(Task("task", On))!.Value;

        Assert.Equal(64, key.ToString().Length);
        Assert.Equal((key, key), (CacheKey.Parse(key.ToString()), CacheKey.Read(key.ToBytes())));
    }

    [Fact]
    public void Keys_that_are_held_above_are_known_below()
    {
        var task = Task("task", On);
        var (one, other) = (KeyOf(task)!.Value, KeyOf(task, inputs: """["b",2]""")!.Value);
        var below = CacheHolds.With(CallOf(task), one);

        Assert.Equal((false, true, false), (CacheHolds.Has(CallOf(task), one), CacheHolds.Has(below, one), CacheHolds.Has(below, other)));
        Assert.True(CacheHolds.Has(CacheHolds.With(below, other), one));
        Assert.True(CacheHolds.Has(CacheHolds.With(below, other), other));
    }

    private TaskDefinition Task(string name, CachePolicy policy, TaskEnvironment? environment = null) =>
        (environment ?? _environment).Task((JsonElement text, int number) => System.Threading.Tasks.Task.FromResult(number), new TaskOptions { Cache = policy }, name);

    private static TaskDefinition Changed(TaskDefinition task, CachePolicy policy) => task.WithOptions(new TaskOptions { Cache = policy });

    private static CacheKey? KeyOf(TaskDefinition task, string inputs = """["a",1]""", string run = "run", ContextChange[]? context = null) =>
        CacheKeys.Of(CallOf(task, inputs, run, Given.Context(context ?? [])), task);

    private static ActionCall CallOf(TaskDefinition task, string inputs = """["a",1]""", string run = "run", CustomContext? context = null) =>
        Given.Call(Given.Launch(task.Name, run, inputs) with { Context = context ?? CustomContext.Empty });
}
