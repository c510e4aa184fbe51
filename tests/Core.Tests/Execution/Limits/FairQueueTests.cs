using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution.Limits;

public sealed class FairQueueTests
{
    private static readonly RunId Large = RunId.Parse("large");
    private static readonly RunId Small = RunId.Parse("small");

    private readonly FairQueue _queue = new();

    [Fact]
    public async Task Places_are_given_until_there_are_no_more()
    {
        Assert.Null(_queue.Enter(2, Large, "1", false));
        Assert.Null(_queue.Enter(2, Large, "2", false));
        var third = _queue.Enter(2, Large, "3", false)!;
        Assert.False(third.IsOver);

        _queue.Leave("1");

        Assert.True(await third.Entered);
        Assert.Equal(["2", "3"], _queue.Holders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Holder_that_asks_again_has_its_place_already()
    {
        Assert.Null(_queue.Enter(1, Large, "1", false));
        Assert.Null(_queue.Enter(1, Large, "1", true));
        _queue.Leave("1");

        Assert.True(_queue.IsEmpty);
    }

    [Fact]
    public void Runs_take_turns()
    {
        _queue.Enter(1, Large, "first", false);
        var waiters = Enumerable.Range(0, 10).Select(number => _queue.Enter(1, Large, $"large {number}", false)!)
            .Concat(Enumerable.Range(0, 2).Select(number => _queue.Enter(1, Small, $"small {number}", false)!)).ToArray();

        Assert.Equal(["large 0", "small 0", "large 1", "small 1", "large 2", "large 3"], Served(waiters, "first").Take(6));
    }

    [Fact]
    public void Who_comes_back_goes_first()
    {
        _queue.Enter(1, Large, "first", false);
        var waiting = _queue.Enter(1, Small, "waiting", false)!;
        var returning = _queue.Enter(1, Large, "returning", true)!;

        Assert.Equal(["returning", "waiting"], Served([waiting, returning], "first"));
    }

    [Fact]
    public async Task Who_is_withdrawn_is_passed_over_and_a_smaller_limit_holds_nobody_up_for_ever()
    {
        _queue.Enter(1, Large, "first", false);
        var withdrawn = _queue.Enter(1, Large, "withdrawn", false)!;
        var next = _queue.Enter(1, Large, "next", false)!;
        _queue.Withdraw(withdrawn);
        _queue.Leave("first");

        Assert.False(await withdrawn.Entered);
        Assert.True(await next.Entered);
        Assert.Equal(["next"], _queue.Holders);
    }

    [Fact]
    public async Task Those_that_are_gone_hold_and_wait_no_longer()
    {
        _queue.Enter(1, Large, "dead|1", false);
        var dead = _queue.Enter(1, Large, "dead|2", false)!;
        var living = _queue.Enter(1, Small, "living|1", false)!;
        _queue.RemoveWhere(holder => holder.StartsWith("dead", StringComparison.Ordinal));

        Assert.False(await dead.Entered);
        Assert.True(await living.Entered);
    }

    [Fact]
    public void No_more_hold_a_place_than_there_are_and_in_the_end_all_had_one() =>
        (from choices in Gen.Choose(0, 255).ArrayOf() from places in Gen.Choose(1, 4) select (choices, places)).ShouldAll(steps => HoldsUp(steps.choices, steps.places));

    private static bool HoldsUp(int[] choices, int places)
    {
        var queue = new FairQueue();
        var waiting = new List<PlaceWaiter>();
        var holding = new List<string>();
        for (var step = 0; step < choices.Length; step++)
        {
            if (choices[step] % 3 == 0 && holding.Count > 0)
            {
                var leaving = holding[choices[step] % holding.Count];
                holding.Remove(leaving);
                queue.Leave(leaving);
            }
            else if (queue.Enter(places, RunId.Parse($"run{choices[step] % 5}"), $"{step}", choices[step] % 7 == 0) is { } waiter)
            {
                waiting.Add(waiter);
            }
            else
            {
                holding.Add($"{step}");
            }

            Collect();
            if (queue.Holders.Count > places || !queue.Holders.ToHashSet().SetEquals(holding))
            {
                return false;
            }
        }

        for (var left = waiting.Count + holding.Count; left > 0 && holding.Count > 0; left--)
        {
            var leaving = holding[0];
            holding.RemoveAt(0);
            queue.Leave(leaving);
            Collect();
        }

        return waiting.Count == 0 && queue.IsEmpty;

        void Collect()
        {
            foreach (var waiter in waiting.Where(waiter => waiter.IsOver).ToArray())
            {
                waiting.Remove(waiter);
                holding.Add(waiter.Holder);
            }
        }
    }

    // In what order they get their places, one leaving after the other.
    private List<string> Served(PlaceWaiter[] waiters, string holder)
    {
        var served = new List<string>();
        while (served.Count < waiters.Length)
        {
            _queue.Leave(holder);
            holder = Assert.Single(_queue.Holders);
            served.Add(holder);
        }

        return served;
    }
}
