using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class OpenActionsTests
{
    private readonly TaskHost _host = new ScriptedEngine(new TaskCatalog(scanner: null)).Host;
    private readonly OpenActions _open = new();

    [Fact]
    public void What_is_open_is_found_by_run_and_action_and_nothing_else_is()
    {
        // Many, so that lists are shared; each action is open in two runs, and twice in the first.
        var actions = Enumerable.Range(0, 600).Select(number => Action($"run{number % 2}", number % 300 / 2)).ToArray();
        Array.ForEach(actions, _open.Add);
        var removed = actions.Where((_, index) => index % 3 == 0).ToHashSet();
        foreach (var action in removed)
        {
            _open.Remove(action);
            _open.Remove(action);
        }

        foreach (var asked in actions)
        {
            var expected = actions.Where(action => !removed.Contains(action) && (action.Call.RunId, action.Call.ActionId) == (asked.Call.RunId, asked.Call.ActionId));
            Assert.Equal(expected.ToHashSet(), _open.Find(asked.Call.RunId, asked.Call.ActionId).ToHashSet());
        }

        Array.ForEach(actions, _open.Remove);
        Assert.All(actions, action => Assert.Empty(_open.Find(action.Call.RunId, action.Call.ActionId)));
    }

    [Fact]
    public void Request_reaches_a_wait_that_is_open_and_one_that_begins_later_and_none_of_others()
    {
        var cancels = new ActionCancels();
        using CancellationTokenSource before = new(), after = new(), ended = new(), other = new();
        using var watchingBefore = cancels.Watch(Call("run", 1), before, _host.Log);
        using var watchingOther = cancels.Watch(Call("run", 2), other, _host.Log);
        cancels.Watch(Call("run", 1), ended, _host.Log).Dispose();
        cancels.Request(RunId.Parse("run"), Call("run", 1).ActionId, TimeSpan.Zero, _host.Log);
        using var watchingAfter = cancels.Watch(Call("run", 1), after, _host.Log);

        Assert.Equal((true, true, false, false), (before.IsCancellationRequested, after.IsCancellationRequested, ended.IsCancellationRequested, other.IsCancellationRequested));
        Assert.Equal((true, false, false), (cancels.IsRequested(Call("run", 1)), cancels.IsRequested(Call("run", 2)), cancels.IsRequested(Call("other", 1))));
    }

    [Fact]
    public void Requests_are_forgotten_with_their_run_and_the_oldest_when_there_are_too_many()
    {
        var cancels = new ActionCancels();
        Request("ended", 1);
        Request("run", 1);
        cancels.Forget(RunId.Parse("ended"));
        Assert.Equal((false, true), (cancels.IsRequested(Call("ended", 1)), cancels.IsRequested(Call("run", 1))));

        for (var number = 2; number <= 10_001; number++)
        {
            Request("run", number);
        }

        Assert.Equal((false, true), (cancels.IsRequested(Call("run", 1)), cancels.IsRequested(Call("run", 10_001))));

        void Request(string run, int number) => cancels.Request(RunId.Parse(run), Call(run, number).ActionId, TimeSpan.Zero, _host.Log);
    }

    private static ActionCall Call(string run, int number) =>
        Given.Launch("own.task", run).ToRootCall() with { ActionId = new ActionId((UInt128)number, 0) };

    private OpenAction Action(string run, int number) => new(_host, Call(run, number), isBlocking: false, waiter: null, CancellationToken.None);
}
