using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Tasks;

public sealed class TaskClassTests
{
    [Fact]
    public void Field_of_another_type_is_an_error_that_says_which_type_it_needs()
    {
        var bake = Given.Environment().Task<Bake>(name: "bake");

        var error = Assert.Throws<TaskDefinitionException>(() => (TaskDefinition<string>)bake);

        Assert.Contains("is a TaskDefinition<Int32, String>, but its field is a TaskDefinition<String>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_that_is_no_task_or_two_is_refused()
    {
        Assert.Contains("implements 0 of the interfaces", Refusal<NoTask>(), StringComparison.Ordinal);
        Assert.Contains("implements 2 of the interfaces", Refusal<TwoTasks>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_are_named_after_the_methods_parameters()
    {
        TaskDefinition<int, string> bake = Given.Environment().Task<Bake>(name: "bake");

        Assert.Equal(new TaskInput("loaves", typeof(int)), Assert.Single(bake.Inputs));
        Assert.False(bake.IsBlocking);
    }

    [Fact]
    public async Task Body_outside_an_action_says_to_create_the_class()
    {
        TaskDefinition<int, string> bake = Given.Environment().Task<Bake>(name: "bake");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bake.Body(1));

        Assert.Contains("create the class yourself", error.Message, StringComparison.Ordinal);
    }

    private static string Refusal<T>()
        where T : class =>
        Assert.Throws<TaskDefinitionException>(() => Given.Environment().Task<T>(name: "x")).Message;

    private sealed class Bake : ITask<int, string>
    {
        public Task<string> RunAsync(int loaves) => Task.FromResult($"{loaves} loaves");
    }

    private sealed class NoTask;

    private sealed class TwoTasks : ITask<string>, ITask<int, string>
    {
        public Task<string> RunAsync() => Task.FromResult("");

        public Task<string> RunAsync(int input) => Task.FromResult("");
    }
}
