using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution.Reads;

/// <summary>On what a result depends: what the action was given, not what it set itself.</summary>
public sealed class ContextReadsTests
{
    private static readonly ContextOrigin Launch = ContextOrigin.Launch("ada");
    private static readonly CustomContext Given = ContextMerge.Apply(CustomContext.Empty, [("a", "1"), ("b", "2")], Launch);

    [Fact]
    public void Key_as_it_was_given_is_depended_on()
    {
        var reads = new ContextReads(Given, null);
        reads.Note(Given, "a");
        reads.Note(Changed(("b", "scope")), "a");

        Assert.Equal(("a", "a"), Of(reads));
    }

    [Fact]
    public void Key_that_a_scope_of_the_action_set_added_or_removed_is_read_but_not_depended_on()
    {
        var reads = new ContextReads(Given, null);
        var own = Changed(("a", "scope"), ("new", "scope"), CustomContext.Without("b"));
        foreach (var key in (string[])["a", "new", "b"])
        {
            reads.Note(own, key);
        }

        Assert.Equal(("a,new,b", ""), Of(reads));
    }

    [Fact]
    public void Key_that_nobody_set_is_depended_on()
    {
        var reads = new ContextReads(Given, null);
        reads.Note(Given, "absent");

        Assert.Equal(("absent", "absent"), Of(reads));
    }

    [Fact]
    public void Same_value_set_by_a_scope_of_the_action_is_its_own()
    {
        var reads = new ContextReads(Given, null);
        reads.Note(Changed(("a", "1")), "a");

        Assert.Equal(("a", ""), Of(reads));
    }

    [Fact]
    public void What_a_call_depended_on_counts_where_it_is_as_given()
    {
        var reads = new ContextReads(Given, null);
        reads.NoteBelow(Changed(("a", "scope")), ["a", "b", "absent"]);

        Assert.Equal(("", "b,absent"), Of(reads));
    }

    [Fact]
    public void Keys_without_end_are_not_all_kept()
    {
        var reads = new ContextReads(Given, null);
        for (var number = 0; number < 1000; number++)
        {
            reads.Note(Given, $"absent-{number}");
        }

        reads.Note(Given, new string('x', 1000));
        reads.Note(Given, "");

        Assert.Equal(256, Of(reads).Reads.Split(',').Length);
    }

    [Fact]
    public void Nothing_read_adds_nothing_to_the_outcome()
    {
        var outcome = Outcome.Succeeded("1"u8.ToArray());

        Assert.Same(outcome, new ContextReads(Given, null).AddTo(outcome));
    }

    [Fact]
    public void Strict_guard_refuses_what_the_cache_key_has_not_and_says_what_to_do()
    {
        var reads = new ContextReads(Given, new ContextGuard("own.task", ["b"], IsStrict: true));
        reads.Note(Given, "b");
        reads.Note(Changed(("a", "scope")), "a");
        var exception = Assert.Throws<ContextGuardException>(() => reads.Note(Given, "a"));

        Assert.Equal("a", exception.Key);
        Assert.Contains("'own.task'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("CachePolicy.VaryBy(\"a\")", exception.Message, StringComparison.Ordinal);
        Assert.Equal(("b,a", "b"), Of(reads));
    }

    [Fact]
    public void Guard_that_is_not_strict_lets_read_and_names_what_is_missing()
    {
        var guard = new ContextGuard("own.task", ["b"], IsStrict: false);
        var reads = new ContextReads(Given, guard);
        reads.Note(Given, "a");
        reads.Note(Given, "b");

        Assert.Equal(["a"], guard.Missing(Of(reads).DependsOn.Split(',')));
        Assert.Contains("'a'", guard.Warning(["a"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Branches_that_read_at_once_lose_nothing()
    {
        var reads = new ContextReads(Given, null);
        Parallel.For(0, 200, number => reads.Note(Given, $"key-{number}"));

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"key-{number}").Order(StringComparer.Ordinal), Of(reads).Reads.Split(',').Order(StringComparer.Ordinal));
    }

    private static CustomContext Changed(params ContextChange[] changes) => ContextMerge.Apply(Given, changes, ContextOrigin.Scope(null, "file.cs", 1));

    private static (string Reads, string DependsOn) Of(ContextReads reads)
    {
        var details = reads.AddTo(Outcome.Succeeded("1"u8.ToArray())).Details;
        return (string.Join(',', details?.Reads ?? []), string.Join(',', details?.DependsOn ?? []));
    }
}
