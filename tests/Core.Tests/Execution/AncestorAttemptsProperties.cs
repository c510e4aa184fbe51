using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class AncestorAttemptsProperties
{
    // Numbers on both sides of where their bytes carry, and texts that often begin alike.
    private static Gen<string> Any =>
        from depths in Gen.Elements(0, 1, 2, 3, 127, 128, 255, 256, 65_535, 65_536).ArrayOf()
        from attempts in Gen.Elements(2, 3, 9, 10, 127, 128, 255, 256, 1000, 65_536).ArrayOf(10)
        select string.Join(',', depths.Distinct().Order().Take(4).Select((depth, index) => $"{depth}:{attempts[index]}"));

    private static Gen<string> FewEntries =>
        from depths in Gen.Elements(0, 1, 2).ArrayOf(3)
        from attempts in Gen.Elements(2, 3).ArrayOf(3)
        select string.Join(',', depths.Distinct().Order().Select((depth, index) => $"{depth}:{attempts[index]}"));

    private static Gen<(string, string, string)> Three =>
        from one in Gen.OneOf(Any, FewEntries, Gen.Constant(""))
        from two in Gen.OneOf(Any, FewEntries)
        from three in Gen.OneOf(Any, FewEntries)
        select (one, two, three);

    [Fact]
    public void Key_comes_back_as_its_text() => Any.ShouldAll(text => AncestorAttempts.FromSortKey(AncestorAttempts.ToSortKey(text)) == text);

    [Fact]
    public void Keys_sort_by_their_bytes_as_the_calls_compare() => Three.ShouldAll(texts =>
        Math.Sign(AncestorAttempts.ToSortKey(texts.Item1).AsSpan().SequenceCompareTo(AncestorAttempts.ToSortKey(texts.Item2)))
        == Math.Sign(AncestorAttempts.Compare(texts.Item1, texts.Item2)));

    [Fact]
    public void Calls_are_in_one_order() => Three.ShouldAll(texts =>
        Math.Sign(AncestorAttempts.Compare(texts.Item1, texts.Item2)) == -Math.Sign(AncestorAttempts.Compare(texts.Item2, texts.Item1))
        && (AncestorAttempts.Compare(texts.Item1, texts.Item2) == 0) == (texts.Item1 == texts.Item2)
        && !(AncestorAttempts.Compare(texts.Item1, texts.Item2) > 0 && AncestorAttempts.Compare(texts.Item2, texts.Item3) > 0
            && AncestorAttempts.Compare(texts.Item1, texts.Item3) <= 0));

    [Fact]
    public void Call_of_a_later_attempt_of_any_ancestor_is_later() => Any.ShouldAll(text =>
    {
        var parent = Given.Launch("own.task").ToRootCall() with { Depth = 70_000, AncestorAttempts = text };
        var (first, second, third) = (AncestorAttempts.Below(parent), AncestorAttempts.Below(parent with { Attempt = 2 }), AncestorAttempts.Below(parent with { Attempt = 3 }));
        return first == text && AncestorAttempts.Compare(second, first) > 0 && AncestorAttempts.Compare(third, second) > 0
            && AncestorAttempts.Below(parent with { Attempt = 3, LostAttempts = 1 }) == second;
    });
}
