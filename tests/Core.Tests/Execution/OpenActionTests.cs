using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class OpenActionTests
{
    [Fact]
    public async Task Call_that_has_just_begun_when_the_body_fails_is_cancelled()
    {
        await using var action = Action();
        action.BeginCall("own.leaf", "[]"u8, CustomContext.Empty);
        var ending = action.EndBodyAsync(failed: true).AsTask();

        // What a call does next.
        Assert.True(action.CallToken.IsCancellationRequested);
        Assert.False(ending.IsCompleted);
        action.EndCall(wasGivenUp: false);
        await ending.Soon("the end of the body");
    }

    [Fact]
    public async Task Call_that_has_just_begun_when_the_body_ends_well_is_waited_for()
    {
        await using var action = Action();
        action.BeginCall("own.leaf", "[]"u8, CustomContext.Empty);
        var ending = action.EndBodyAsync(failed: false).AsTask();

        Assert.False(action.CallToken.IsCancellationRequested);
        Assert.False(ending.IsCompleted);
        action.EndCall(wasGivenUp: false);
        await ending.Soon("the end of the body");
    }

    private static OpenAction Action() => new(
        new ScriptedEngine(new TaskCatalog(scanner: null)).Host, Given.Launch("own.task").ToRootCall(), isBlocking: false, waiter: null, CancellationToken.None);
}
