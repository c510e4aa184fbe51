using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Conformance;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution.Mapping;

public sealed class TaskMapTests
{
    private readonly TaskCompletionSource<int> _call = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _id = Gate.NewId();
    private bool _isStopped;

    [Fact]
    public async Task Call_that_ends_with_its_action_before_the_map_hears_of_that_is_no_item_that_failed()
    {
        using var action = new CancellationTokenSource();
        await using var results = Map(action.Token);
        var next = results.MoveNextAsync().AsTask();

        // What is registered last is told first: the call ends, and the map has that result, before it is told itself.
        await using var early = action.Token.UnsafeRegister(
            _ =>
            {
                _call.SetException(new ActionCancelledException("cancelled", action.Token));
                Task.WhenAny(next).BlockUntil("what the map says");
            },
            null);
        await action.CancelAsync().Soon("the cancellation");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Call_that_ends_with_the_stop_of_the_process_is_no_item_that_failed()
    {
        await using var results = Map(CancellationToken.None);
        var next = results.MoveNextAsync().AsTask();
        _isStopped = true;
        _call.SetException(new ActionCancelledException("given up", CancellationToken.None));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon("what the map says"));
    }

    [Theory]
    [InlineData(OnFailure.Continue)]
    [InlineData(OnFailure.Stop)]
    public async Task Stop_of_the_process_cancels_neither_calls_that_may_go_on_elsewhere_nor_keeps_the_source_waiting(OnFailure onFailure)
    {
        var other = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken ofOther = default;
        var map = new TaskMap<int, int>(
            (item, token) =>
            {
                ofOther = item == 2 ? token : ofOther;
                return item == 2 ? other.Task : _call.Task;
            },
            3, onFailure, MapOrder.AsGiven, NullLogger.Instance, () => _isStopped, CancellationToken.None);
        await using var results = map.RunAsync(TwoThenNoMore(), CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        var next = results.MoveNextAsync().AsTask();
        _isStopped = true;
        _call.SetException(new ActionCancelledException("given up", CancellationToken.None));
        await Gate.Of(_id).WaitAsync();
        other.SetException(new ActionCancelledException("given up", CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon("what the map says"));
        Assert.False(ofOther.IsCancellationRequested);
    }

    [Fact]
    public async Task Call_that_alone_is_cancelled_is_an_item_that_failed()
    {
        await using var results = Map(CancellationToken.None);
        var next = results.MoveNextAsync().AsTask();
        _call.SetException(new ActionCancelledException("cancelled alone", CancellationToken.None));

        Assert.True(await next.Soon("the result"));
        Assert.Equal("cancelled alone", results.Current.Failure?.Message);
    }

    private async IAsyncEnumerable<int> TwoThenNoMore([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return 1;
        yield return 2;
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Gate.Of(_id).Open();
        }
    }

    private IAsyncEnumerator<MapResult<int>> Map(CancellationToken ofAction) =>
        new TaskMap<int, int>((_, _) => _call.Task, 1, OnFailure.Continue, MapOrder.AsGiven, NullLogger.Instance, () => _isStopped, ofAction)
            .RunAsync(new[] { 1 }.ToAsyncEnumerable(), CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
}
