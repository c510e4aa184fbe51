using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Groups: names for people that show in the record and take part in nothing else.</summary>
public abstract class GroupConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Group_is_recorded_with_the_calls_that_were_made_in_it()
    {
        var recorded = await RecordOfAsync(GroupTasks.Grouped, ("key", "run"));

        Assert.Equal(
            [("[0]", null), ("[1]", "shard 1"), ("[2]", "shard 1 / part 2"), ("[3]", "shard 1"), ("[4]", null)],
            recorded.AllOf(Probe.SeeNumbered).Select(action => (Encoding.UTF8.GetString(action.Inputs.Span), action.Group)));
        Assert.Equal(["shard 1", null], recorded.AllOf(Probe.Deep).Select(action => action.Group));
        Assert.Null(recorded.Root.Group);
    }

    [Fact]
    public async Task Group_takes_part_neither_in_the_context_nor_in_the_identity()
    {
        var recorded = await RecordOfAsync(GroupTasks.Grouped, ("key", "run"));
        Assert.Equal(
            ["0: {\"key\": \"run\"}", "1: {\"key\": \"run\"}", "2: {\"key\": \"scope\"}", "3: {\"key\": \"run\"}", "{\"key\": \"run\"}", "4: {\"key\": \"run\"}"],
            RecordedRun.ResultOf<string[]>(recorded.Root));

        var again = await RecordOfAsync(GroupTasks.Branches, ("key", "run"));
        var call = new CallIdentity(again.Root.ActionId);
        var expected = again.AllOf(Probe.SeeNumbered).Select(action => call.Next(action.Task, action.Inputs.Span, action.Context)).ToArray();
        Assert.Equal(expected, again.AllOf(Probe.SeeNumbered).Select(action => action.ActionId));
    }

    [Fact]
    public async Task Groups_of_branches_at_once_dont_mix()
    {
        var recorded = await RecordOfAsync(GroupTasks.Branches);

        Assert.All(
            recorded.AllOf(Probe.SeeNumbered),
            (ActionRecord action) => Assert.Equal($"branch {Encoding.UTF8.GetString(action.Inputs.Span).Trim('[', ']')}", action.Group));
    }

    [Fact]
    public async Task Group_needs_a_name_that_is_not_too_long()
    {
        Assert.Equal("taken", await ResultOfAsync(GroupTasks.Refused, new string('x', 256)));
        Assert.Contains("has 257", await ResultOfAsync(GroupTasks.Refused, new string('x', 257)), StringComparison.Ordinal);
        Assert.Contains("empty", await ResultOfAsync(GroupTasks.Refused, " "), StringComparison.Ordinal);
    }
}
