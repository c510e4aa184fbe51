using Undercurrent.Conformance;
using Undercurrent.Execution;
using Undercurrent.Grains.Running;
using Undercurrent.Grains.Wire;

namespace Undercurrent.Cluster.Tests.Running;

public sealed class GrainRunnerTests
{
    private static readonly RunWaitAnswer Running = new(true, null);
    private static readonly RunWaitAnswer Succeeded = new(true, OutcomeMessage.From(Outcome.Succeeded("1"u8.ToArray())));

    [Fact]
    public async Task Token_still_cancels_the_run_when_the_cluster_was_out_of_reach_meanwhile()
    {
        using var token = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cluster = new ScriptedCluster
        {
            Look = look =>
            {
                if (look < 3)
                {
                    throw new SiloUnavailableException("gone");
                }

                token.Cancel();
                return Running;
            },
            Cancel = cancel =>
            {
                if (cancel < 3)
                {
                    throw new SiloUnavailableException("gone again");
                }

                cancelled.SetResult();
                return true;
            },
        };
        await using var runner = Runner(cluster, new JumpingTime());

        await LaunchAsync(runner, token.Token);

        await cancelled.Task.Soon("the cancellation to arrive");
    }

    [Fact]
    public async Task Result_that_the_caller_has_is_not_fetched_again_and_its_run_not_cancelled()
    {
        using var token = new CancellationTokenSource();
        var cluster = new ScriptedCluster { Look = _ => Succeeded };
        await using var runner = Runner(cluster, TimeProvider.System);

        var run = await LaunchAsync(runner, token.Token);
        Assert.Equal(0, cluster.Looks);
        Assert.Equal("1", await run.ResultJsonAsync().Soon("the result"));
        await token.CancelAsync();

        Assert.Equal(1, cluster.Looks);
        Assert.Equal(0, cluster.Cancels);
    }

    [Fact]
    public async Task Run_that_nobody_waits_for_is_looked_at_until_its_end_and_not_cancelled_after_it()
    {
        using var token = new CancellationTokenSource();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cluster = new ScriptedCluster
        {
            Look = look =>
            {
                if (look < 3)
                {
                    return Running;
                }

                ended.TrySetResult();
                token.Cancel();
                return Succeeded;
            },
        };
        await using var runner = Runner(cluster, new JumpingTime());

        await LaunchAsync(runner, token.Token);
        await ended.Task.Soon("the look at the end");

        Assert.Equal(3, cluster.Looks);
        Assert.Equal(0, cluster.Cancels);
    }

    [Fact]
    public async Task Runner_that_is_disposed_launches_nothing()
    {
        var runner = Runner(new ScriptedCluster(), TimeProvider.System);
        await runner.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => LaunchAsync(runner, CancellationToken.None));
    }

    private static GrainRunner Runner(ScriptedCluster cluster, TimeProvider time) =>
        new(cluster.Grains(), new GrainRunnerOptions { ReconnectLimit = TimeSpan.Zero }, time);

    private static Task<RunHandle> LaunchAsync(GrainRunner runner, CancellationToken token) =>
        runner.LaunchAsync(new RunRequest("some.task", "[]"u8.ToArray(), new RunOptions { CancellationToken = token }), CancellationToken.None).Soon("the launch");
}
