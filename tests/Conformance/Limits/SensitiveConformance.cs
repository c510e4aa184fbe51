using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Rule L3: a sensitive value reaches task code and nobody else.</summary>
public abstract class SensitiveConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private static readonly ContextChange[] Context = [("secret.token", SensitiveTasks.Value), ("secret.second", "second-value"), ("plain", "seen")];

    [Fact]
    public async Task L3_Value_reaches_task_code_at_every_depth()
    {
        var spelled = await ResultOfAsync(SensitiveTasks.SpellAround, Context);

        Assert.Equal([Spelled(SensitiveTasks.Value), Spelled("other-value"), Spelled(SensitiveTasks.Value)], spelled);
    }

    [Fact]
    public async Task L3_Record_has_the_mask_instead_also_of_what_was_overridden_or_removed()
    {
        var recorded = await RecordOfAsync(SensitiveTasks.OverrideAndRemove, Context);
        var child = recorded.Of(SensitiveTasks.Spell);

        Assert.Equal(("***", "***", "seen"), (recorded.Run.Context["secret.token"], recorded.Root.Context["secret.second"], recorded.Root.Context["plain"]));
        var entry = child.Context.FindEntry("secret.token")!;
        Assert.Equal(("***", "***", true), (entry.Value, entry.Overrode!.Value, entry.IsSensitive));
        var removed = Assert.Single(child.Context.Removed);
        Assert.Equal(("secret.second", "***", "***"), (removed.Key, removed.Value, removed.Overrode!.Value));
        AssertHidden(JsonSerializer.Serialize(recorded.Run) + string.Concat(recorded.Actions.Select(action => JsonSerializer.Serialize(action with { Output = null }))));
    }

    [Fact]
    public async Task L3_Key_marked_where_it_is_set_is_masked_in_the_record()
    {
        var recorded = await RecordOfAsync(SensitiveTasks.Spell, "api.key", SensitiveTasks.Marked.To(SensitiveTasks.Value));

        Assert.Equal(Spelled(SensitiveTasks.Value), RecordedRun.ResultOf<string>(recorded.Root));
        Assert.Equal(("***", "***"), (recorded.Run.Context["api.key"], recorded.Root.Context["api.key"]));
    }

    [Fact]
    public async Task L3_Texts_have_the_mask()
    {
        var texts = await ResultOfAsync(SensitiveTasks.Texts, Context);

        Assert.Equal("""{"secret.token": "***", "secret.second": "***", "plain": "seen"}""", texts[0]);
        Assert.StartsWith("secret.token=*** set by", texts[1], StringComparison.Ordinal);
        Assert.Equal("api.key=***", texts[2]);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("typed")]
    public async Task L3_Failures_have_the_mask(string way)
    {
        var recorded = await RecordOfAsync(SensitiveTasks.Fail, way, [.. Context, ("secret.number", "no-number-at-all")]);

        Assert.Equal(RunState.Failed, recorded.Run.State);
        Assert.Contains("***", recorded.Run.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains(way == "typed" ? "'secret.number'" : "refused for ***", recorded.Run.Failure.Message, StringComparison.Ordinal);
        var text = JsonSerializer.Serialize(recorded.Run) + JsonSerializer.Serialize(recorded.Root);
        AssertHidden(text);
        Assert.DoesNotContain("no-number-at-all", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("body")]
    [InlineData("step")]
    public async Task L3_Failures_have_the_mask_of_what_a_scope_of_the_body_set(string way)
    {
        var recorded = await RecordOfAsync(SensitiveTasks.FailInScope, way);

        Assert.Contains("refused for ***", recorded.Run.Failure!.Message, StringComparison.Ordinal);
        AssertHidden(JsonSerializer.Serialize(recorded.Run) + string.Concat(recorded.Actions.Select(action => JsonSerializer.Serialize(action))));
    }

    [Fact]
    public async Task L3_Events_have_the_mask()
    {
        var run = await Runner.WithRunContext(Context).StartAsync(SensitiveTasks.Report);
        await run.ResultAsync().Soon("the result");
        var events = new List<RunEvent>();
        await foreach (var happened in run.FollowAsync())
        {
            events.Add(happened);
        }

        Assert.Contains(events, happened => happened.Message == "token ***");
        AssertHidden(JsonSerializer.Serialize(events));
    }

    [Fact]
    public async Task L3_Runs_are_not_found_by_the_value()
    {
        await RecordOfAsync(SensitiveTasks.Report, [("secret.token", $"unique-{GetType().Name}")]);
        var query = new RunQuery { Context = new Dictionary<string, string> { ["secret.token"] = $"unique-{GetType().Name}" } };

        Assert.Empty((await Runner.Records.FindRunsAsync(query)).Items);
        Assert.Empty((await Runner.Records.FindRunsAsync(query with { InAnyAction = true })).Items);
    }

    private static string Spelled(string value) => string.Join(' ', value.ToCharArray());

    private static void AssertHidden(string text)
    {
        foreach (var value in (string[])[SensitiveTasks.Value, "second-value", "other-value"])
        {
            Assert.DoesNotContain(value, text, StringComparison.Ordinal);
        }
    }
}
