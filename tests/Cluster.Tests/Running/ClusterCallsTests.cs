using Undercurrent.Conformance;
using Undercurrent.Grains.Running;

namespace Undercurrent.Cluster.Tests.Running;

public sealed class ClusterCallsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly JumpingTime _time = new();
    private int _calls;

    [Fact]
    public async Task Long_call_that_fails_behind_the_limit_is_made_again()
    {
        var answer = await InvokeAsync(call => call == 1 ? FailAfter(TimeSpan.FromSeconds(8)) : Task.FromResult("here"));

        Assert.Equal("here", answer);
    }

    [Fact]
    public async Task Cluster_that_stays_away_is_given_up_when_the_limit_is_over_since_the_first_failure()
    {
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => InvokeAsync(call => FailAfter(call == 1 ? TimeSpan.FromSeconds(8) : TimeSpan.Zero)));

        Assert.IsType<SiloUnavailableException>(error.InnerException);
        Assert.InRange(_time.Now, TimeSpan.FromSeconds(8) + Limit, TimeSpan.FromSeconds(8) + Limit + TimeSpan.FromSeconds(2));
        Assert.InRange(_calls, 3, 10);
    }

    [Fact]
    public async Task Call_without_answer_is_given_up_when_the_limit_is_over_behind_its_patience()
    {
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => InvokeAsync(_ => new TaskCompletionSource<string>().Task));

        Assert.IsType<TimeoutException>(error.InnerException);
        Assert.Equal(Patience + Limit, _time.Now);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Call_without_answer_behind_a_failure_has_its_patience_and_what_is_left_of_the_limit()
    {
        await Assert.ThrowsAsync<ClusterUnreachableException>(
            () => InvokeAsync(call => call == 1 ? FailAfter(TimeSpan.FromSeconds(1)) : new TaskCompletionSource<string>().Task));

        Assert.Equal(TimeSpan.FromSeconds(1) + Limit + Patience, _time.Now);
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task Temporary_answer_is_asked_again_and_counts_as_away()
    {
        Assert.Equal("here", await InvokeAsync(call => Task.FromResult(call < 3 ? "later" : "here")));
        await Assert.ThrowsAsync<ClusterUnreachableException>(() => InvokeAsync(_ => Task.FromResult("later")));
    }

    [Fact]
    public async Task Limit_of_zero_gives_up_at_the_first_failure()
    {
        await Assert.ThrowsAsync<ClusterUnreachableException>(() => InvokeAsync(_ => FailAfter(TimeSpan.Zero), limit: TimeSpan.Zero));

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Endless_limit_is_none()
    {
        var answer = await InvokeAsync(call => call < 100 ? FailAfter(TimeSpan.FromHours(1)) : Task.FromResult("here"), limit: TimeSpan.MaxValue);

        Assert.Equal("here", answer);
    }

    [Fact]
    public async Task Error_that_is_no_loss_of_the_cluster_is_thrown_at_once()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => InvokeAsync(_ => throw new InvalidOperationException("wrong")));

        Assert.Equal(1, _calls);
    }

    private Task<string> InvokeAsync(Func<int, Task<string>> call, TimeSpan? limit = null) =>
        new ClusterCalls(limit ?? Limit, Patience, _time)
            .InvokeAsync(() => call(++_calls), answer => answer == "later", CancellationToken.None).Soon("the call's end");

    private Task<string> FailAfter(TimeSpan time)
    {
        _time.Advance(time);
        return Task.FromException<string>(new SiloUnavailableException("gone"));
    }
}
