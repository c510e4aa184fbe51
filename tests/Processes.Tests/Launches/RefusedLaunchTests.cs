using System.Text;
using Undercurrent.Client;
using Undercurrent.Records;

namespace Undercurrent.Processes;

/// <summary>A launch that is wrong is refused where it is made, and leaves no run behind.</summary>
[Collection(SharedSilos.Collection)]
public class RefusedLaunchTests(SharedSilos silos)
{
    [Fact]
    public async Task Launch_of_an_unknown_task_suggests_the_nearest_names()
    {
        var error = await RefusedAsync<UnknownTaskException>("tree.brnch", """["1", 1]""");
        Assert.Equal("tree.brnch", error.Task);
        Assert.Matches("^There is no task 'tree\\.brnch' on (first|second)\\. Did you mean 'tree\\.branch'", error.Message);
    }

    [Fact]
    public async Task Launch_of_a_task_like_no_other_lists_the_tasks_that_there_are()
    {
        var error = await RefusedAsync<UnknownTaskException>("nothing.of_the_kind", "[]");
        Assert.Matches(@"Loaded are: fickle\.\w+, .*tree\.branch, tree\.leaf, tree\.root, waiting\.block, .* and 1 more\.$", error.Message);
    }

    [Theory]
    [InlineData("""["1"]""", "The task 'tree.branch' takes 2 inputs, not 1.")]
    [InlineData("""["1", 2, 3]""", "The task 'tree.branch' takes 2 inputs, not 3.")]
    [InlineData("""["1", "two"]""", "The input 'leaves' of the task 'tree.branch' can't be read as Int32: ")]
    [InlineData("""[1, 2]""", "The input 'path' of the task 'tree.branch' can't be read as String: ")]
    [InlineData("""{"path": "1"}""", "The inputs of the task 'tree.branch' are a JSON array with one element for each input; this begins otherwise.")]
    [InlineData("""["1", 2""", "The inputs of the task 'tree.branch' are no valid JSON: ")]
    [InlineData("""["1", 2] 3""", "The inputs of the task 'tree.branch' are no valid JSON: ")]
    [InlineData("", "The inputs of the task 'tree.branch' are no valid JSON: ")]
    public async Task Launch_with_wrong_inputs_says_what_is_wrong(string inputs, string message)
    {
        var error = await RefusedAsync<TaskInputException>("tree.branch", inputs);
        Assert.Equal("tree.branch", error.Task);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_with_inputs_over_the_limit_is_refused()
    {
        var error = await RefusedAsync<TaskInputException>("tree.leaf", $"[\"{new string('x', new ClusterRunnerOptions().MaxPayloadBytes)}\"]");
        Assert.StartsWith("The inputs of the task 'tree.leaf' have 4,194,308 bytes of JSON; the limit is 4,194,304.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_with_a_control_character_in_a_value_is_refused()
    {
        var error = await RefusedAsync<ContextLimitException>("tree.leaf", """["1"]""", ("note", "bell\a"));
        Assert.Equal("note", error.Key);
        Assert.StartsWith("The value of the context key 'note' has the control character U+0007 at position 5; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_with_a_bad_key_is_refused()
    {
        var error = await RefusedAsync<ContextLimitException>("tree.leaf", """["1"]""", ("a key", "value"));
        Assert.StartsWith("The context key 'a key' has the character U+0020 at position 2; ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "would make 65 keys; the limit is 64.")]
    [InlineData(true, "would make 65 keys; the limit is 64.")]
    public async Task Launch_with_too_many_keys_is_refused(bool onlyBySilo, string message)
    {
        ContextChange[] keys = [.. Enumerable.Range(0, 65).Select(number => ContextChange.Set($"key-{number}", "value"))];
        var error = await RefusedAsync<ContextLimitException>("tree.leaf", """["1"]""", Wide(onlyBySilo), keys);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Launch_with_too_large_a_context_is_refused(bool onlyBySilo)
    {
        var error = await RefusedAsync<ContextLimitException>("tree.leaf", """["1"]""", Wide(onlyBySilo), ("data", new string('x', 8192)));
        Assert.StartsWith(
            "The context key 'data' would make the custom context 8,196 bytes large; the limit is 8,192 bytes, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_of_a_run_id_that_is_taken_is_refused()
    {
        await using var runner = await Clients.ConnectAsync(silos.First, silos.Second);
        var first = await LaunchAsync(runner, "tree.leaf", """["1"]""", new RunOptions());
        var error = await Assert.ThrowsAsync<RunExistsException>(() => LaunchAsync(runner, "tree.leaf", """["2"]""", new RunOptions { Id = first.RunId }));
        Assert.Equal(first.RunId, error.RunId);
        Assert.Contains("\"Path\":\"1\"", await first.ResultJsonAsync().Soon("the first run's result"), StringComparison.OrdinalIgnoreCase);
    }

    // The client's own limits let it pass, so that it is the silo that refuses.
    private static Func<ClusterRunnerOptions, ClusterRunnerOptions> Wide(bool isWide) => options =>
        isWide ? options with { ContextLimits = new ContextLimits { MaxKeys = 1024, MaxBytes = 65_536 } } : options;

    private Task<TException> RefusedAsync<TException>(string task, string inputs, params ContextChange[] context)
        where TException : Exception => RefusedAsync<TException>(task, inputs, options => options, context);

    private async Task<TException> RefusedAsync<TException>(
        string task, string inputs, Func<ClusterRunnerOptions, ClusterRunnerOptions> configure, params ContextChange[] context)
        where TException : Exception
    {
        await using var runner = await Clients.ConnectAsync(configure, silos.First, silos.Second);
        var id = RunId.Parse($"refused-{Guid.NewGuid():N}");
        var error = await Assert.ThrowsAsync<TException>(() => LaunchAsync(runner, task, inputs, new RunOptions { Id = id, Context = context }));
        Assert.Null(await runner.Records.GetRunAsync(id));
        Assert.DoesNotContain((await runner.Records.FindRunsAsync(new RunQuery { Page = new PageRequest { Size = 1000 } })).Items, run => run.RunId == id);
        return error;
    }

    private static Task<RunHandle> LaunchAsync(ClusterRunner runner, string task, string inputs, RunOptions options) =>
        runner.LaunchAsync(new RunRequest(task, Encoding.UTF8.GetBytes(inputs), options)).Soon($"the launch of {task}");
}
