using System.Text;
using System.Text.Json;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Any text comes back as it was, and is found as it is.</summary>
public abstract class TextContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private static readonly string[] AllTexts =
    [
        "",
        " ",
        " leading and trailing ",
        "'; drop table runs; --",
        "\"double\" 'single' `back` [square]",
        "@parameter $1 :name ?",
        "100% _under\\score\\",
        "line\nbreak\r\ntab\t",
        "ünïcödé ß ﬁ İı",
        "日本語 العربية עברית",
        "e\u0301 and \u00e9",
        "\U0001F600\U0001F468\u200D\U0001F469 \U00020BB7",
        "\uFEFFmark",
        "\uFFFD\uE000",
        "\u0001\u001f\u007f",
        "{\"json\": [1, null]}",
    ];

    public static TheoryData<string> Texts => [.. AllTexts];

    // A context refuses control characters.
    public static TheoryData<string> ContextTexts => [.. AllTexts.Where(text => !text.Any(char.IsControl))];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_comes_back_as_it_was_wherever_it_may_stand(string text)
    {
        var launch = Given.Launch() with { LaunchedBy = text, Labels = new Dictionary<string, string> { ["label"] = text, [$"key {text}"] = "value" } };
        var run = await LaunchedAsync(launch, text);
        var json = JsonSerializer.Serialize(text);
        await run.StartAsync(run.Child(1), text);
        await run.EndAsync(run.Child(1), Given.Succeeded(json));
        await run.DoAsync(run.Child(2), Given.Failed(text));
        await run.ReportAsync(run.Root, text);
        await run.WarnAsync(run.Root, text);
        await run.EndRunAsync(Given.Failed(text));

        var record = await run.RecordAsync();
        Assert.Equal((text, text, text), (record.LaunchedBy, record.Owner, record.Failure?.Message));
        Assert.Equal((text, "value"), (record.Labels["label"], record.Labels[$"key {text}"]));
        Assert.Equal(text, Assert.Single(record.Warnings).Message);
        Assert.Equal((text, json), ((await run.ActionAsync(run.Child(1))).Attempts[0].Host, Encoding.UTF8.GetString((await run.ActionAsync(run.Child(1))).Output!.Value.Span)));
        Assert.Equal(text, (await run.ActionAsync(run.Child(2))).Failure?.Message);
        var events = await run.AllEventsAsync();
        Assert.Equal(text, events.Single(happened => happened.Kind == RunEventKind.Reported).Message);
        Assert.Equal(text, events.Single(happened => happened.Kind == RunEventKind.Warned).Message);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Label_is_found_as_it_is(string text)
    {
        var other = Given.Unique("label");
        var run = await LaunchedAsync(Given.Launch() with { Labels = new Dictionary<string, string> { [other] = text } });
        await LaunchedAsync(Given.Launch() with { Labels = new Dictionary<string, string> { [other] = text + "x" } });

        var found = await Store.FindRunsAsync(new RunQuery { Labels = new Dictionary<string, string> { [other] = text } });

        Assert.Equal([run.Id], found.Items.Select(one => one.RunId));
    }

    [Theory]
    [MemberData(nameof(ContextTexts))]
    public async Task Context_value_is_found_as_it_is(string text)
    {
        var key = Given.Unique("key");
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1) with { Context = Given.Context((key, text)) });
        await run.DoAsync(run.Child(2) with { Context = Given.Context((key, text + "x")) });
        var wanted = new Dictionary<string, string> { [key] = text };

        Assert.Equal([run.Id], (await Store.FindRunsAsync(new RunQuery { Context = wanted, InAnyAction = true })).Items.Select(one => one.RunId));
        Assert.Equal([run.Child(1).ActionId], (await Store.FindActionsAsync(run.Id, new ActionQuery { Context = wanted })).Items.Select(one => one.ActionId));
    }

    [Theory]
    [InlineData("zero\0")]
    [InlineData("half \ud83d")]
    [InlineData("'; drop table runs; --")]
    public async Task Task_that_nothing_has_is_not_found(string task)
    {
        var run = await LaunchedAsync();

        Assert.Empty((await Store.FindRunsAsync(new RunQuery { Task = task })).Items);
        Assert.Empty((await Store.FindActionsAsync(run.Id, new ActionQuery { Task = task })).Items);
    }

    // No database takes these in a text; a body may throw or report them all the same.
    [Theory]
    [InlineData("zero \0 character")]
    [InlineData("half a surrogate \ud83d alone")]
    [InlineData("the other half \ude00")]
    public async Task Text_that_is_none_stops_nothing(string text)
    {
        var run = await LaunchedAsync();
        await run.ReportAsync(run.Root, text);
        await run.WarnAsync(run.Root, text);

        Assert.Equal(Appended.Taken, await run.DoAsync(run.Child(1), Given.Failed(text)));
        Assert.Equal(Appended.Taken, await run.DoAsync(run.Child(2)));
        Assert.Equal(Appended.Taken, await run.EndRunAsync(Given.Failed(text)));

        Assert.Contains(text.Split(' ')[0], (await run.ActionAsync(run.Child(1))).Failure?.Message, StringComparison.Ordinal);
        Assert.Equal(RunState.Failed, (await run.RecordAsync()).State);
        Assert.Equal(
            [RunEventKind.RunLaunched, RunEventKind.Reported, RunEventKind.Warned, RunEventKind.AttemptStarted, RunEventKind.AttemptEnded, RunEventKind.AttemptStarted, RunEventKind.AttemptEnded, RunEventKind.RunEnded],
            (await run.AllEventsAsync()).Select(happened => happened.Kind));
    }
}
