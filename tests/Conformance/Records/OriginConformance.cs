using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>The rule V1: the record says who set each key, and what it overrode.</summary>
public abstract class OriginConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private static readonly RunOptions ByAda = new() { LaunchedBy = "ada" };

    [Fact]
    public async Task V1_Launch_is_the_origin_of_the_runs_keys_in_every_action()
    {
        var run = await Runner.WithRunContext(("trace_id", "root-abc"), ("experiment", "v1")).StartAsync(Probe.Deep, 2, ByAda);
        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);

        Assert.Equal("ada", recorded.Run.LaunchedBy);
        Assert.Equal(3, recorded.Actions.Count);
        Assert.All([recorded.Run.Context, .. recorded.Actions.Select(action => action.Context)], context =>
        {
            Assert.Equal(["trace_id", "experiment"], context.Keys);
            Assert.All(context.Entries, entry => Assert.Equal(
                (ContextOriginKind.Launch, "ada", null, null, null),
                (entry.Origin.Kind, entry.Origin.LaunchedBy, entry.Origin.ActionId, entry.Origin.File, entry.Overrode)));
        });
    }

    [Fact]
    public async Task V1_Scope_is_the_origin_of_its_keys_with_action_file_and_line()
    {
        var recorded = await RecordOfAsync(OriginTasks.OverrideAndAdd, ("trace_id", "root-abc"), ("experiment", "v1"));

        var line = RecordedRun.ResultOf<int>(recorded.Root);
        Assert.All(recorded.AllOf(Probe.Deep), below =>
        {
            AssertScope(recorded.Root, line, below.Context.FindEntry("trace_id")!.Origin);
            AssertScope(recorded.Root, line, below.Context.FindEntry("region")!.Origin);
            Assert.Equal(ContextOriginKind.Launch, below.Context.FindEntry("experiment")!.Origin.Kind);
        });
    }

    [Fact]
    public async Task V1_Scope_with_a_list_of_changes_has_its_line_too()
    {
        var recorded = await RecordOfAsync(OriginTasks.SetFromList);

        var line = RecordedRun.ResultOf<int>(recorded.Root);
        var context = recorded.Of(Probe.See).Context;
        Assert.Equal(5, context.Count);
        Assert.All(context.Entries, entry => AssertScope(recorded.Root, line, entry.Origin));
    }

    [Fact]
    public async Task V1_Entry_says_what_it_overrode()
    {
        var recorded = await RecordOfAsync(OriginTasks.OverrideTwice, ("trace_id", "root-abc"));

        var once = recorded.Of(OriginTasks.OverrideOnceMore).Context.FindEntry("trace_id")!;
        var twice = recorded.Of(Probe.See).Context.FindEntry("trace_id")!;
        Assert.Equal(("first", "root-abc", ContextOriginKind.Launch), (once.Value, once.Overrode!.Value, once.Overrode.Origin.Kind));
        Assert.Equal(("second", "first"), (twice.Value, twice.Overrode!.Value));
        Assert.Equal(OriginTasks.OverrideTwice.Name, twice.Overrode.Origin.Task);
        Assert.Equal(recorded.Root.ActionId, twice.Overrode.Origin.ActionId);
    }

    [Fact]
    public async Task V1_New_key_overrode_nothing()
    {
        var recorded = await RecordOfAsync(OriginTasks.OverrideAndAdd);

        Assert.All(recorded.AllOf(Probe.Deep), below => Assert.All(below.Context.Entries, entry => Assert.Null(entry.Overrode)));
    }

    [Fact]
    public async Task V1_Removed_key_is_recorded_with_the_scope_that_removed_it()
    {
        var recorded = await RecordOfAsync(OriginTasks.RemoveForChild, ("trace_id", "root-abc"));

        var context = recorded.Of(Probe.See).Context;
        Assert.Empty(context);
        var removed = Assert.Single(context.Removed);
        Assert.Equal(("trace_id", "root-abc"), (removed.Key, removed.Value));
        AssertScope(recorded.Root, RecordedRun.ResultOf<int>(recorded.Root), removed.Origin);
    }

    [Fact]
    public async Task V1_Scope_outside_a_run_is_the_origin_of_what_the_launch_inherits()
    {
        var line = Here.Line() + 1;
        using (CustomContext.BeginScope(("region", "eu")))
        {
            var recorded = await RecordOfAsync(Probe.See);

            var origin = Assert.Single(recorded.Root.Context.Entries).Origin;
            Assert.Equal((ContextOriginKind.Scope, null, null, line), (origin.Kind, origin.ActionId, origin.Task, origin.Line));
            Assert.Equal("OriginConformance.cs", Here.FileName(origin.File));
        }
    }

    [Fact]
    public async Task V1_Run_launched_from_a_task_names_that_action_as_who_launched()
    {
        var outer = await RecordOfAsync(OriginTasks.LaunchInScope, ("key", "outer"), ("kept", "outer"));
        var inner = await Runner.Records.GetRunAsync(RunId.Parse(RecordedRun.ResultOf<string>(outer.Root)));

        Assert.NotNull(inner);
        Assert.Contains(OriginTasks.LaunchInScope.Name, inner.LaunchedBy, StringComparison.Ordinal);
        Assert.Contains(outer.Run.RunId.Value, inner.LaunchedBy, StringComparison.Ordinal);
        Assert.Contains(outer.Root.ActionId.ToString(), inner.LaunchedBy, StringComparison.Ordinal);
        Assert.Equal("""{"key": "inner", "kept": "outer", "region": "eu"}""", inner.Context.ToString());
        Assert.Equal((ContextOriginKind.Launch, inner.LaunchedBy), (inner.Context.FindEntry("key")!.Origin.Kind, inner.Context.FindEntry("key")!.Origin.LaunchedBy));
        Assert.Equal(outer.Root.ActionId, inner.Context.FindEntry("region")!.Origin.ActionId);
    }

    private static void AssertScope(ActionRecord openedBy, int line, ContextOrigin origin)
    {
        Assert.Equal(
            (ContextOriginKind.Scope, openedBy.RunId, openedBy.ActionId, openedBy.Task, line),
            (origin.Kind, origin.RunId, origin.ActionId, origin.Task, origin.Line));
        Assert.Equal("OriginTasks.cs", Here.FileName(origin.File));
    }
}
