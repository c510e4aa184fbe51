using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Tasks;

public sealed class TaskDefinitionTests
{
    [Fact]
    public void Task_is_named_after_its_field_in_snake_case() => Assert.Equal("core_tests_runs.wait_for_gate", Runs.RunTasks.WaitForGate.Name);

    [Fact]
    public void Inputs_are_named_after_the_bodys_parameters()
    {
        var task = Given.Environment().Task((int loaves, string sort) => $"{loaves} {sort}", name: "bake");

        Assert.Equal([new TaskInput("loaves", typeof(int)), new TaskInput("sort", typeof(string))], task.Inputs);
        Assert.Equal((typeof(string), true), (task.ResultType, task.IsBlocking));
        Assert.Equal("own.bake", task.ToString());
    }

    [Fact]
    public async Task Body_calls_the_bare_function_without_any_action()
    {
        var env = Given.Environment();

        Assert.Equal(3, await env.Task(async (int a, int b) => await Task.FromResult(a + b), name: "add").Body(1, 2));
        Assert.Equal("none", await env.Task(() => "none", name: "none").Body());
        Assert.Equal(default, await env.Task((string _) => { }, name: "silent").Body("x"));
        Assert.False(await env.Task(() => TaskContext.HasCurrent, name: "has").Body());
    }

    [Fact]
    public void With_gives_a_copy_with_other_options_that_is_no_new_task()
    {
        var catalog = new TaskCatalog(scanner: null);
        var task = Given.Environment(catalog: catalog).Task(() => 1, name: "bake");

        var other = task.With(options => options with { Retry = new RetryOptions { MaxAttempts = 5 }, Placement = TaskPlacement.Local });

        Assert.Equal((task.Name, 5, TaskPlacement.Local), (other.Name, other.Options.Retry.MaxAttempts, other.Options.Placement));
        Assert.Equal((1, null), (task.Options.Retry.MaxAttempts, task.Options.Placement));
        Assert.Same(task, Assert.Single(catalog.All));
        Assert.Throws<ArgumentException>(() => task.With(_ => null!));
        Assert.Throws<ArgumentNullException>(() => task.With(null!));
    }

    [Fact]
    public void Body_that_returns_something_awaitable_but_no_Task_is_refused()
    {
        var error = Assert.Throws<TaskDefinitionException>(() => Given.Environment().Task(() => ValueTask.FromResult(1), name: "bake"));

        Assert.Contains("isn't a Task", error.Message, StringComparison.Ordinal);
        Assert.Contains("AsTask()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Environments_own_JSON_options_are_used_and_frozen()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper };
        var task = Given.Environment(options: new TaskEnvironmentOptions { Json = options }).Task((Loaf loaf) => loaf, name: "bake");

        Assert.Equal("""[{"BAKED_AT":7}]""", Encoding.UTF8.GetString(task.WriteInputs(new Loaf(7))));
        Assert.True(options.IsReadOnly);
    }

    [Fact]
    public async Task Default_JSON_keeps_what_CSharp_values_hold()
    {
        var env = Given.Environment();
        var task = env.Task(((int Count, string Sort) order, double price, DayOfWeek day) => (order.Sort, order.Count, price, day), name: "order");

        var inputs = task.WriteInputs((3, "rye"), double.NaN, DayOfWeek.Friday);

        Assert.Equal("""[{"item1":3,"item2":"rye"},"NaN","Friday"]""", Encoding.UTF8.GetString(inputs));
        Assert.Equal(("rye", 3, double.NaN, DayOfWeek.Friday), task.ReadResult(await task.InvokeAsync(inputs)));
    }

    [Theory]
    [InlineData("""[{"bakedAt":null}]""")]
    [InlineData("""[{}]""")]
    [InlineData("""[{"bakedAt":"soon"}]""")]
    public void Input_that_lacks_what_its_type_requires_is_an_error_that_names_task_input_and_type(string inputs)
    {
        var task = Given.Environment().Task((Loaf loaf) => loaf, name: "bake");

        var error = Assert.Throws<TaskInputException>(() => task.NormalizeInputs(Given.Json(inputs)));

        Assert.Contains("The input 'loaf' of the task 'own.bake' can't be read as Loaf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_cannot_be_written_is_an_error_and_the_next_call_is_well()
    {
        var task = Given.Environment().Task((Moody moody) => moody.Fine, name: "ask");

        var error = Assert.Throws<TaskInputException>(() => task.WriteInputs(new Moody(false)));

        Assert.Contains("The input 'moody' (Moody) of the task 'own.ask' can't be written as JSON: not today", error.Message, StringComparison.Ordinal);
        Assert.Equal("""[{"fine":true,"mood":"good"}]""", Encoding.UTF8.GetString(task.WriteInputs(new Moody(true))));
    }

    [Fact]
    public void Inputs_can_be_written_while_others_are_being_written()
    {
        var options = new JsonSerializerOptions(TaskJson.DefaultOptions) { Converters = { new Nesting() } };
        var outer = Given.Environment(options: new TaskEnvironmentOptions { Json = options }).Task((Loaf loaf, string after) => after, name: "outer");

        Assert.Equal("""["[7]","after"]""", Encoding.UTF8.GetString(outer.WriteInputs(new Loaf(7), "after")));
    }

    [Fact]
    public void Large_inputs_are_written_whole_and_small_ones_after_them()
    {
        var task = Given.Environment().Task((string text) => text.Length, name: "measure");

        Assert.Equal(200_004, task.WriteInputs(new string('x', 200_000)).Length);
        Assert.Equal("[\"y\"]", Encoding.UTF8.GetString(task.WriteInputs("y")));
    }

    private sealed record Loaf(int BakedAt);

    private sealed record Moody(bool Fine)
    {
        public string Mood => Fine ? "good" : throw new InvalidOperationException("not today");
    }

    /// <summary>Writes a loaf as the inputs of another task's call.</summary>
    private sealed class Nesting : JsonConverter<Loaf>
    {
        private static readonly TaskDefinition<int, int> Inner = Given.Environment().Task((int number) => number, name: "inner");

        public override Loaf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Loaf value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Encoding.UTF8.GetString(Inner.WriteInputs(value.BakedAt)));
    }
}
