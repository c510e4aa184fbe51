namespace Undercurrent.Conformance;

/// <summary>Bodies of every shape, as functions and as classes.</summary>
public abstract class ShapeConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Bodies_of_every_shape_get_their_inputs_and_return_their_results()
    {
        const string Order = "4 three 2026-03-29T02:30:00.0000000+02:00 Express Infinity first+three";

        Assert.Equal(
            ["zero", "1", "2 two", Order, "zero", "1", "2 two", Order],
            await ResultOfAsync(ShapeTasks.CallAll, Conformance.Order.Sample));
    }

    [Fact]
    public async Task Bodies_without_a_result_run_with_their_inputs()
    {
        var run = await Runner.StartAsync(ShapeTasks.CallSilent, Order.Sample);

        Assert.Equal("null", await run.ResultJsonAsync().Soon("the end"));
        (TaskDefinition Task, string Trace)[] traces =
        [
            (ShapeTasks.ZeroSilent, "zero"), (ShapeTasks.OneSilent, "1"), (ShapeTasks.TwoSilent, "2 two"), (ShapeTasks.ThreeSilent, "3 three 1"),
            (ShapeTasks.ZeroBlockingSilent, "zero"), (ShapeTasks.OneBlockingSilent, "1"), (ShapeTasks.TwoBlockingSilent, "2 two"),
            (ShapeTasks.ThreeBlockingSilent, "3 three 1"),
        ];
        Assert.All(traces, trace => Assert.True(Gate.Of($"{run.RunId} {trace.Task} {trace.Trace}").IsOpen, $"{trace.Task} has left no trace"));
    }

    [Fact]
    public async Task Bodies_of_every_number_of_inputs_can_be_roots()
    {
        Assert.Equal("zero", await (await Runner.StartAsync(ShapeTasks.Zero)).ResultAsync().Soon("none"));
        Assert.Equal("1", await (await Runner.StartAsync(ShapeTasks.OneBlocking, 1)).ResultAsync().Soon("one"));
        Assert.Equal("2 two", await (await Runner.StartAsync(ShapeTasks.Two, 2, "two")).ResultAsync().Soon("two"));
        Assert.Equal(4, (await (await Runner.StartAsync(ShapeTasks.ThreeBlocking, 3, "three", Order.Sample)).ResultAsync().Soon("three")).Number);
    }

    [Fact]
    public async Task Task_classes_get_services_in_their_constructors_and_any_number_of_inputs() =>
        Assert.Equal(
            ["Hello, nobody", "Hello, Ada", "Hello, Ada and Ben", "Hello, Ada and Ben and Cy"],
            await ResultOfAsync(ClassTasks.CallAll));

    [Fact]
    public async Task Task_class_sees_the_context_of_its_action() =>
        Assert.Equal("""{"key": "scope"}""", await ResultOfAsync(ClassTasks.CallReader, ("key", "run")));

    [Fact]
    public async Task Task_class_that_the_container_knows_is_made_by_it() =>
        Assert.Equal("made by the container", await ResultOfAsync(ClassTasks.Registered));

    [Fact]
    public async Task Task_class_is_made_for_each_attempt_with_services_of_its_own_and_both_are_disposed_at_its_end()
    {
        var first = await ResultOfAsync(ClassTasks.Disposed, Gate.NewId());
        var second = await ResultOfAsync(ClassTasks.Disposed, Gate.NewId());

        Assert.NotEqual(first.ScopeId, second.ScopeId);
        Assert.All([first, second], each =>
        {
            Assert.True(each.SameScope);
            Assert.True(Gate.Of(each.ScopeId).IsOpen, "the scoped service was not disposed");
            Assert.True(Gate.Of(each.Input).IsOpen, "the task's class was not disposed");
        });
    }

    [Fact]
    public async Task Task_class_that_needs_an_unknown_service_fails_and_names_it()
    {
        var run = await Runner.StartAsync(ClassTasks.NeedsUnknown);

        var exception = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the failure"));
        Assert.Contains(nameof(OrderRefusedException), exception.Message, StringComparison.Ordinal);
    }
}
