using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Naming;

/// <summary>Rule N2 at its root: what an action's id depends on, and what it doesn't.</summary>
public sealed class CallIdentityTests
{
    private static readonly ActionId Parent = new(42, 0);

    private static Gen<Call[]> Calls => (
        from task in Gen.Elements("env.a", "env.b", "env.ab")
        from inputs in Gen.Elements("[]", "[1]", "[12]", "[1,2]", "[\"" + new string('x', 2000) + "\"]")
        from value in Gen.Elements(null, "", "1", "2")
        select new Call(task, inputs, value)).ArrayOf();

    [Fact]
    public void Ids_are_the_same_in_any_order_of_the_calls() => (
        from calls in Calls
        from seed in Gen.Choose(0, int.MaxValue)
        select (calls, seed)).ShouldAll(sample =>
    {
        var shuffled = sample.calls.ToArray();
        new Random(sample.seed).Shuffle(shuffled);
        return Names(sample.calls).SetEquals(Names(shuffled));
    });

    [Fact]
    public void Ids_are_the_same_when_the_calls_race() => Calls.ShouldAll(calls =>
    {
        var identity = new CallIdentity(Parent);
        var raced = calls.AsParallel().WithDegreeOfParallelism(4).Select(call => (call, call.NextOf(identity))).ToHashSet();
        return raced.SetEquals(Names(calls));
    });

    [Fact]
    public void Ids_of_different_calls_differ_and_equal_calls_count_up() => Calls.ShouldAll(calls =>
        Names(calls).Select(named => named.Id).Distinct().Count() == calls.Length
        && Names(calls).GroupBy(named => named.Call).All(equal =>
            equal.Select(named => named.Id.Hash).Distinct().Count() == 1
            && equal.Select(named => named.Id.Ordinal).Order().SequenceEqual(Enumerable.Range(0, equal.Count())))
        && Names(calls).GroupBy(named => named.Id.Hash).All(sameHash => sameHash.Select(named => named.Call).Distinct().Count() == 1));

    [Fact]
    public void Id_depends_on_the_parent_and_on_which_of_its_equals_that_is()
    {
        var call = new Call("env.a", "[]", "1");
        ActionId[] parents = [default, new(42, 0), new(42, 1), new(43, 0)];

        Assert.Equal(4, parents.Select(parent => call.NextOf(new CallIdentity(parent))).Distinct().Count());
    }

    [Fact]
    public void Id_does_not_depend_on_who_set_the_context_or_in_what_order()
    {
        var launch = Given.Context(("a", "1"), ("b", "2"));
        var scope = ContextMerge.Apply(CustomContext.Empty, [("b", "2"), ("c", "3"), ("a", "0"), ("a", "1"), CustomContext.Without("c")], ContextOrigin.Scope(null, "X.cs", 1));

        Assert.Equal(new CallIdentity(Parent).Next("env.a", "[]"u8, launch), new CallIdentity(Parent).Next("env.a", "[]"u8, scope));
    }

    [Fact]
    public void Id_stays_what_it_was_in_earlier_versions()
    {
        // A recovered run looks its actions up by these: changing them orphans what is recorded.
        Assert.Equal("1d2q3s2910ang242ck67571xc1", new CallIdentity(Parent).Next("env.a", "[1]"u8, Given.Context(("trace_id", "root-abc"))).ToString());
    }

    private static HashSet<(Call Call, ActionId Id)> Names(Call[] calls)
    {
        var identity = new CallIdentity(Parent);
        return [.. calls.Select(call => (call, call.NextOf(identity)))];
    }

    private sealed record Call(string Task, string Inputs, string? Value)
    {
        public ActionId NextOf(CallIdentity identity) => identity.Next(
            Task, Encoding.UTF8.GetBytes(Inputs), Value is null ? CustomContext.Empty : Given.Context(("key", Value)));
    }
}
