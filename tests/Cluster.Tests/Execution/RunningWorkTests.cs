using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Conformance;
using Undercurrent.Grains.Execution;

namespace Undercurrent.Cluster.Tests.Execution;

public sealed class RunningWorkTests
{
    [Fact]
    public void What_runs_for_earlier_owners_is_cancelled_at_once_however_long_callbacks_take()
    {
        var (work, run, id) = (new RunningWork(), RunId.Parse("run"), Gate.NewId());
        using CancellationTokenSource one = new(), two = new(), current = new(), other = new();
        work.BeginAttempt(one, run, epoch: 1);
        work.BeginAttempt(two, run, epoch: 2);
        work.BeginAttempt(current, run, epoch: 3);
        work.BeginAttempt(other, RunId.Parse("other"), epoch: 1);
        Array.ForEach([one, two], source => source.Token.UnsafeRegister(
            _ =>
            {
                try
                {
                    Gate.Of(id).Block();
                }
                finally
                {
                    Gate.Of(id + "left").Open();
                }
            },
            null));

        work.StopEarlier(run, epoch: 3, NullLogger.Instance);

        Assert.Equal(
            (true, true, false, false),
            (one.IsCancellationRequested, two.IsCancellationRequested, current.IsCancellationRequested, other.IsCancellationRequested));
        Assert.False(Gate.Of(id + "left").IsOpen);
        Gate.Of(id).Open();
    }
}
