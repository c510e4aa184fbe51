using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Rule V2: which actions read which key is recorded.</summary>
public abstract class ReadRecordConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private static readonly ContextChange[] Context = [("a", "1"), ("b", "2"), ("number", "3")];

    [Theory]
    [InlineData("nothing")]
    [InlineData("count")]
    [InlineData("capture")]
    [InlineData("scope")]
    [InlineData("log")]
    [InlineData("indexer", "a")]
    [InlineData("twice", "a", "b")]
    [InlineData("try", "b")]
    [InlineData("missing", "nobody.set.it")]
    [InlineData("typed", "number")]
    [InlineData("typed default", "absent")]
    [InlineData("task context", "a")]
    [InlineData("enumerate", "a", "b", "number")]
    [InlineData("keys", "a", "b", "number")]
    [InlineData("entries", "a", "b", "number")]
    [InlineData("text", "a", "b", "number")]
    [InlineData("snapshot", "a")]
    [InlineData("inside a scope", "a", "b")]
    public async Task V2_Keys_that_a_body_reads_are_recorded(string way, params string[] keys)
    {
        var recorded = await RecordOfAsync(ReadTasks.Read, way, Context);

        Assert.Equal(RunState.Succeeded, recorded.Run.State);
        Assert.Equal(keys, recorded.Root.Reads);
    }

    [Fact]
    public async Task V2_Reads_on_other_threads_of_the_body_are_recorded() =>
        Assert.Equal(["a", "b"], (await RecordOfAsync(ReadTasks.ReadElsewhere, Context)).Root.Reads.Order());

    [Fact]
    public async Task V2_Reads_are_those_of_the_action_itself_not_of_what_it_calls()
    {
        var recorded = await RecordOfAsync(ReadTasks.CallReader, Context);

        Assert.Empty(recorded.Root.Reads);
        Assert.Equal([["a"], ["b"]], recorded.AllOf(ReadTasks.Read).Select(action => action.Reads));
    }

    [Fact]
    public async Task V2_Reads_of_an_action_that_fails_are_recorded_too() =>
        Assert.Equal(["a"], (await RecordOfAsync(ReadTasks.ReadAndFail, Context)).Root.Reads);
}
