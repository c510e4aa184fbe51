namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class TurnTests(ClusterEngineFixture engine)
{
    [Fact]
    public async Task Asynchronous_body_stays_in_the_turns_of_its_grain_whatever_it_awaits()
    {
        var run = await engine.Runner.StartAsync(TurnTasks.Branches, 50);

        var (elsewhere, atOnce) = await run.ResultAsync() is [var first, var second] ? (first, second) : default;
        Assert.Equal((0, 1), (elsewhere, atOnce));
    }
}
