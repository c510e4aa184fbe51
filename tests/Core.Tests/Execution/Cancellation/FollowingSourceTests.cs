using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Conformance;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution.Cancellation;

public sealed class FollowingSourceTests
{
    private readonly string _id = Gate.NewId();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Callback_that_takes_long_or_throws_holds_up_neither_who_cancels_nor_the_source(int which)
    {
        using CancellationTokenSource first = new(), second = new();
        using var source = new FollowingSource(NullLogger.Instance, first.Token, second.Token);
        source.Token.UnsafeRegister(
            _ =>
            {
                Gate.Of(_id + "called").Open();
                Gate.Of(_id).Block();
                throw new InvalidOperationException("thrown by a callback");
            },
            null);

        await Task.Run((which == 0 ? first : second).Cancel).Soon("the cancellation");
        Assert.True(source.IsCancellationRequested);
        await Gate.Of(_id + "called").WaitAsync();
        await Task.Run(source.Dispose).Soon("the disposal");
        Gate.Of(_id).Open();
    }

    [Fact]
    public async Task Source_over_a_cancelled_token_is_cancelled_and_a_disposed_one_follows_no_more()
    {
        using var token = new CancellationTokenSource();
        var disposed = new FollowingSource(NullLogger.Instance, token.Token);
        var heard = disposed.Token;
        disposed.Dispose();
        await token.CancelAsync();
        using var late = new FollowingSource(NullLogger.Instance, CancellationToken.None, token.Token);

        Assert.Equal((false, true), (heard.IsCancellationRequested, late.IsCancellationRequested));
    }

    // Whoever polls it may be done with it before the thread pool has come to what was registered.
    [Fact]
    public async Task What_is_registered_is_called_also_when_the_source_is_disposed_as_soon_as_it_is_seen_cancelled()
    {
        for (var round = 0; round < 1_000; round++)
        {
            using var token = new CancellationTokenSource();
            var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var source = new FollowingSource(NullLogger.Instance, token.Token);
            source.Token.UnsafeRegister(_ => called.SetResult(), null);

            token.Cancel();
            Assert.True(source.IsCancellationRequested);
            source.Dispose();

            await called.Task.Soon($"the callback of round {round}");
        }
    }
}
