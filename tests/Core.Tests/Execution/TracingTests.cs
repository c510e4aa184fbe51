using System.Collections.Concurrent;
using System.Diagnostics;
using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Execution;

public sealed class TracingTests
{
    [Fact]
    public async Task Spans_of_the_actions_hang_below_each_other_and_carry_run_and_context()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Undercurrent",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var runner = LocalRunner.Create();
        var run = await runner.WithRunContext(("key", "run")).StartAsync(Probe.Deep, 1);
        await run.ResultAsync().Soon("the result");

        // Other tests run at the same time and are heard too.
        var own = spans.Where(span => (string?)span.GetTagItem("undercurrent.run_id") == run.RunId.Value).ToArray();
        Assert.Equal(2, own.Length);
        Assert.Equal(own[1].SpanId, own[0].ParentSpanId);
        Assert.All(own, span => Assert.Equal(
            (Probe.Deep.Name, "run", 1), (span.OperationName, span.GetTagItem("undercurrent.context.key"), span.GetTagItem("undercurrent.attempt"))));
    }
}
