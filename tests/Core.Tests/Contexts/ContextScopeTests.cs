using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Contexts;

/// <summary>Scopes without any run around them (rules S2 to S6 and S10).</summary>
public sealed class ContextScopeTests
{
    [Fact]
    public void Closing_the_outer_scope_first_closes_both_and_the_inner_does_nothing_then()
    {
        var outer = CustomContext.BeginScope(("key", "outer"));
        var inner = CustomContext.BeginScope(("key", "inner"));
        outer.Dispose();
        Assert.Same(CustomContext.Empty, CustomContext.Current);
        inner.Dispose();

        Assert.Same(CustomContext.Empty, CustomContext.Current);
    }

    [Fact]
    public void Closing_twice_leaves_a_scope_alone_that_was_opened_in_between()
    {
        var first = CustomContext.BeginScope(("key", "first"));
        first.Dispose();
        using (CustomContext.BeginScope(("key", "second")))
        {
            first.Dispose();

            Assert.Equal("second", CustomContext.Current["key"]);
        }
    }

    [Fact]
    public async Task Closing_on_a_flow_from_inside_the_block_leaves_it_there_only()
    {
        using var scope = CustomContext.BeginScope(("key", "scope"));
        var there = await Task.Run(() =>
        {
            scope.Dispose();
            return CustomContext.Current.Count;
        });

        Assert.Equal(0, there);
        Assert.Equal("scope", CustomContext.Current["key"]);
    }

    [Fact]
    public async Task Closing_on_a_flow_that_never_saw_the_scope_changes_nothing()
    {
        Task<string> elsewhere;
        var handed = new TaskCompletionSource<ContextScope>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (CustomContext.BeginScope(("key", "elsewhere")))
        {
            elsewhere = Task.Run(async () =>
            {
                (await handed.Task).Dispose();
                return CustomContext.Current.ToString();
            });
        }

        using var scope = CustomContext.BeginScope(("key", "here"));
        handed.SetResult(scope);

        Assert.Equal("""{"key": "elsewhere"}""", await elsewhere.Soon("the other flow"));
        Assert.Equal("""{"key": "here"}""", CustomContext.Current.ToString());
    }

    [Fact]
    public async Task Closing_from_many_flows_at_once_leaves_the_opener_alone()
    {
        using var scope = CustomContext.BeginScope(("key", "scope"));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(scope.Dispose)));

        Assert.Equal("scope", CustomContext.Current["key"]);
        scope.Dispose();
        Assert.Empty(CustomContext.Current);
    }

    [Fact]
    public void Scope_opened_in_an_async_method_is_closed_for_its_caller_by_the_methods_return()
    {
        var left = LeaveOpenAsync();

        Assert.Equal(TaskStatus.RanToCompletion, left.Status);
        Assert.Empty(CustomContext.Current);

        static async Task LeaveOpenAsync()
        {
            _ = CustomContext.BeginScope(("key", "left open"));
            await Task.CompletedTask;
        }
    }

    [Fact]
    public void Scope_of_every_shape_knows_its_file_and_line()
    {
        var line = Here.Line();
        using (CustomContext.BeginScope(("a", "1")))
        using (CustomContext.BeginScope(("b", "1"), ("b2", "1")))
        using (CustomContext.BeginScope(("c", "1"), ("c2", "1"), ("c3", "1")))
        using (CustomContext.BeginScope(("d", "1"), ("d2", "1"), ("d3", "1"), ("d4", "1")))
        using (CustomContext.BeginScope((IEnumerable<ContextChange>)[("e", "1")]))
        using (CustomContext.BeginScope(new Dictionary<string, string> { ["f"] = "1" }))
        {
            var lines = CustomContext.Current.Entries.Where(entry => entry.Key.Length == 1).Select(entry => entry.Origin.Line - line);

            Assert.Equal([1, 2, 3, 4, 5, 6], lines);
            Assert.All(CustomContext.Current.Entries, entry => Assert.Equal("ContextScopeTests.cs", Here.FileName(entry.Origin.File)));
        }
    }

    [Fact]
    public void Scope_without_changes_can_be_opened_and_closed()
    {
        using (CustomContext.BeginScope(("key", "outer")))
        {
            using (CustomContext.BeginScope(Array.Empty<ContextChange>()))
            {
                Assert.Equal("outer", CustomContext.Current["key"]);
            }

            Assert.Equal("outer", CustomContext.Current["key"]);
        }
    }

    [Fact]
    public void Scope_that_is_refused_opens_nothing()
    {
        using (CustomContext.BeginScope(("key", "outer")))
        {
            Assert.Throws<ContextLimitException>(() => CustomContext.BeginScope(("key", "inner"), ("two words", "x")));

            Assert.Equal("""{"key": "outer"}""", CustomContext.Current.ToString());
        }
    }

    [Fact]
    public void Change_that_was_never_made_is_refused_in_words() =>
        Assert.Contains("has no key", Assert.Throws<ArgumentException>(() => CustomContext.BeginScope(default(ContextChange))).Message, StringComparison.Ordinal);

    [Fact]
    public void Null_collections_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => CustomContext.BeginScope((IEnumerable<ContextChange>)null!));
        Assert.Throws<ArgumentNullException>(() => CustomContext.BeginScope((IReadOnlyDictionary<string, string>)null!));
    }
}
