using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

/// <summary>Scopes against a model: a list of pairs that is copied, changed and forgotten (rules S2 to S6).</summary>
public sealed class ContextMergeProperties
{
    private static Gen<Nest> Nests => Gen.Sized(size => OfDepth(Math.Min(size, 4)));

    [Fact]
    public void Scopes_in_any_nest_show_what_the_model_shows_and_restore_it() => Nests.ShouldAll(nest =>
    {
        using (Ambient.Push(CustomContext.Empty))
        {
            return RunAsync(nest, []).GetAwaiter().GetResult();
        }
    });

    [Fact]
    public void Changes_in_one_scope_are_as_good_as_one_scope_for_each() => Sample.Change(Sample.FewKeys).ArrayOf().ShouldAll(changes =>
    {
        var atOnce = Given.Context(changes);
        var oneByOne = changes.Aggregate(CustomContext.Empty, (context, change) => ContextMerge.Apply(context, [change], Given.ByAda));
        return atOnce.Equals(oneByOne) && atOnce.ToString() == oneByOne.ToString();
    });

    [Fact]
    public void Size_is_that_of_all_keys_and_values_in_UTF8() => Sample.Context.ShouldAll(context =>
        context.SizeInBytes == context.Sum(entry => System.Text.Encoding.UTF8.GetByteCount(entry.Key) + System.Text.Encoding.UTF8.GetByteCount(entry.Value)));

    [Fact]
    public void Removed_entries_are_none_that_are_there_and_none_twice() => Sample.Context.ShouldAll(context =>
        context.Removed.All(removed => !context.ContainsKey(removed.Key))
        && context.Removed.Select(removed => removed.Key).Distinct().Count() == context.Removed.Count);

    private static Gen<Nest> OfDepth(int depth) =>
        from changes in Sample.Change(Sample.FewKeys).ArrayOf()
        from leaves in Gen.Elements("closes", "forgets", "throws")
        from atOnce in Gen.Elements(true, false)
        from count in Gen.Choose(0, depth == 0 ? 0 : 3)
        from inside in OfDepthBelow(depth).ArrayOf(count)
        select new Nest([.. changes.Take(4)], leaves, atOnce, inside);

    private static Gen<Nest> OfDepthBelow(int depth) => depth == 0 ? Gen.Constant(new Nest([], "closes", false, [])) : OfDepth(depth - 1);

    // Returns whether all was seen as the model says: inside, between the inner blocks, and behind.
    private static async Task<bool> RunAsync(Nest nest, List<KeyValuePair<string, string>> model)
    {
        var before = CustomContext.Current;
        var right = true;
        var inner = Apply(model, nest.Changes);
        var scope = CustomContext.BeginScope(nest.Changes);
        try
        {
            right &= Shows(inner);
            var inside = nest.Inside.Select(each => new Func<Task<bool>>(async () =>
            {
                await Task.Yield();
                return await RunAsync(each, inner);
            }));
            var results = nest.AtOnce ? await Task.WhenAll(inside.Select(run => run())) : await InTurnAsync(inside);
            right &= results.All(result => result) && Shows(inner);
            if (nest.Leaves == "throws")
            {
                throw new InvalidOperationException("out of the block");
            }
        }
        catch (InvalidOperationException)
        {
            // Only the way out counts.
        }
        finally
        {
            if (nest.Leaves != "forgets")
            {
                scope.Dispose();
            }
        }

        // What was forgotten is closed by the method's end; whoever called it sees that in its own check.
        return right && (nest.Leaves == "forgets" ? Shows(inner) : ReferenceEquals(before, CustomContext.Current) && Shows(model));
    }

    private static async Task<bool[]> InTurnAsync(IEnumerable<Func<Task<bool>>> runs)
    {
        var results = new List<bool>();
        foreach (var run in runs)
        {
            results.Add(await run());
        }

        return [.. results];
    }

    private static bool Shows(List<KeyValuePair<string, string>> model) => CustomContext.Current.SequenceEqual(model);

    private static List<KeyValuePair<string, string>> Apply(List<KeyValuePair<string, string>> model, ContextChange[] changes)
    {
        var copy = model.ToList();
        foreach (var change in changes)
        {
            var index = copy.FindIndex(entry => entry.Key == change.Key);
            switch (change.Value, index)
            {
                case (null, < 0):
                    break;
                case (null, _):
                    copy.RemoveAt(index);
                    break;
                case ({ } value, < 0):
                    copy.Add(new(change.Key, value));
                    break;
                case ({ } value, _):
                    copy[index] = new(change.Key, value);
                    break;
            }
        }

        return copy;
    }

    /// <summary>A block that opens a scope, with blocks inside it, one after another or at once.</summary>
    private sealed record Nest(ContextChange[] Changes, string Leaves, bool AtOnce, Nest[] Inside)
    {
        public override string ToString() => $"[{string.Join("; ", Changes)}] {Leaves}{(AtOnce ? " at once" : "")} {{ {string.Join(", ", (object[])Inside)} }}";
    }
}
