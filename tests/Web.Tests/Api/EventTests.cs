using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Api;

public sealed class EventTests
{
    [Fact]
    public async Task Stream_of_an_ended_run_has_all_events_and_an_end()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.echo", inputs = new[] { "a\nb <script>" } });

        var events = Read(await site.Http.GetStringAsync($"/api/v1/runs/{run.Id}/events"));

        Assert.Equal(["runLaunched", "attemptStarted", "reported", "attemptEnded", "runEnded", "end"], events.Select(happened => happened.Name));
        Assert.All(events.SkipLast(1), happened => Assert.Equal(happened.Id, JsonSerializer.Deserialize<EventJson>(happened.Data, ContractJson.Options)!.Sequence));
    }

    [Fact]
    public async Task Stream_goes_on_behind_the_last_event_that_was_seen()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.echo", inputs = new[] { "a" } });
        var path = $"/api/v1/runs/{run.Id}/events";
        var all = Read(await site.Http.GetStringAsync(path));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{path}?after=0");
        again.Headers.Add("Last-Event-ID", $"{all[2].Id}");

        using var answer = await site.Http.SendAsync(again);

        Assert.Equal(all.Skip(3), Read(await answer.Content.ReadAsStringAsync()));
        Assert.Equal(all.Skip(2), Read(await site.Http.GetStringAsync($"{path}?after={all[1].Id}")));
        Assert.Equal([all[^1]], Read(await site.Http.GetStringAsync($"{path}?after={all[^2].Id}")));
    }

    [Fact]
    public async Task Stream_can_be_of_some_kinds_and_one_action()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.fan", inputs = new[] { 2 } });

        var ended = Read(await site.Http.GetStringAsync($"/api/v1/runs/{run.Id}/events?kinds=attemptEnded,runEnded&action={run.RootActionId}"));

        Assert.Equal(["attemptEnded", "end"], ended.Select(happened => happened.Name));
    }

    [Fact]
    public async Task Lines_are_plain_json()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.echo", inputs = new[] { "a" } });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{run.Id}/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));

        using var answer = await site.Http.SendAsync(request);

        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([1, 2, 3, 4, 5], lines.Select(line => JsonSerializer.Deserialize<EventJson>(line, ContractJson.Options)!.Sequence));
    }

    [Fact]
    public async Task Running_run_is_told_so_far_without_following()
    {
        await using var site = await Site.StartAsync();
        var id = await StartWaitingAsync(site);

        var events = Read(await site.Http.GetStringAsync($"/api/v1/runs/{id}/events?follow=false"));

        Assert.Equal("runLaunched", events[0].Name);
        Assert.Equal("end", events[^1].Name);
        Assert.DoesNotContain(events, happened => happened.Name == "runEnded");
    }

    [Fact]
    public async Task Stream_beats_while_nothing_happens_and_ends_with_the_run()
    {
        var time = new ManualTime();
        await using var site = await Site.StartAsync(with: backend => backend with { Time = time });
        var id = await StartWaitingAsync(site);
        using var answer = await site.Http.GetAsync($"/api/v1/runs/{id}/events?kinds=runLaunched,runEnded", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await UntilAsync(reader, "event: runLaunched");
        await UntilAsync(reader, ":");
        await time.TimersDueInAsync(TimeSpan.FromSeconds(15));

        time.Advance(TimeSpan.FromSeconds(15));
        await UntilAsync(reader, ":");
        await site.Runner.SendSignalAsync(RunId.Parse(id), "approval", "\"yes\""u8.ToArray());

        await UntilAsync(reader, "event: runEnded");
        await UntilAsync(reader, "event: end");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Change_of_a_list_is_told_once_a_second()
    {
        var time = new ManualTime();
        await using var site = await Site.StartAsync(with: backend => backend with { Time = time });
        using var answer = await site.Http.GetAsync("/api/v1/runs/events?q=task:web_tests.region", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await UntilAsync(reader, ":");
        await time.TimersDueInAsync(TimeSpan.FromSeconds(15));

        await site.RunAsync(new { task = "web_tests.region" });
        time.Advance(TimeSpan.FromSeconds(1));

        await UntilAsync(reader, "event: changed");
    }

    [Fact]
    public async Task List_is_followed_by_a_bounded_number()
    {
        await using var site = await Site.StartAsync();
        var watchers = new Watchers();
        var places = Enumerable.Range(0, Watchers.Most).Select(_ => watchers.TryEnter()).ToList();

        Assert.DoesNotContain(null, places);
        Assert.Null(watchers.TryEnter());
        places[0]!.Dispose();
        places[0]!.Dispose();
        Assert.NotNull(watchers.TryEnter());
        Assert.Null(watchers.TryEnter());
    }

    private static async Task<string> StartWaitingAsync(Site site)
    {
        var run = await site.Runner.StartAsync(Library.Parent);
        await foreach (var happened in run.FollowAsync())
        {
            if (happened.Task == Library.Waits.Name && happened.Kind == Records.RunEventKind.AttemptStarted)
            {
                break;
            }
        }

        return run.RunId.Value;
    }

    private static async Task UntilAsync(StreamReader reader, string line)
    {
        while (await reader.ReadLineAsync() is { } read)
        {
            if (read == line)
            {
                return;
            }
        }

        Assert.Fail($"The stream ended before '{line}'.");
    }

    private static List<(long? Id, string Name, string Data)> Read(string stream) =>
    [
        .. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(block => block != ":").Select(block =>
        {
            var fields = block.Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(field => field[0], field => field[1]);
            return (fields.TryGetValue("id", out var id) ? long.Parse(id, System.Globalization.CultureInfo.InvariantCulture) : default(long?), fields["event"], fields["data"]);
        }),
    ];
}
