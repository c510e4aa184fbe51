using System.Net;
using System.Text.RegularExpressions;
using Undercurrent.Records;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

public partial class FormTests
{
    [Theory]
    [InlineData("/tasks/web_tests.region/launch")]
    [InlineData("/runs/some-run/cancel")]
    [InlineData("/runs/some-run/resume")]
    [InlineData("/runs/some-run/signal")]
    [InlineData("/runs/some-run/rerun")]
    [InlineData("/runs/some-run/actions/some-action/cancel")]
    [InlineData("/selection")]
    public async Task Change_without_an_antiforgery_token_is_refused(string action)
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.PostAsync(action, new FormUrlEncodedContent([KeyValuePair.Create("do", "rerun")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was changed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await site.Runner.Records.FindRunsAsync(new RunQuery())).Items);
    }

    [Fact]
    public async Task Form_with_a_token_of_before_a_restart_is_kept_and_sent_again()
    {
        await using var site = await Site.StartAsync();
        using var refused = await site.Http.PostAsync("/tasks/web_tests.echo/launch", new FormUrlEncodedContent(
        [
            KeyValuePair.Create("in.text", "typed <b>"), KeyValuePair.Create("ctx.key", "region"), KeyValuePair.Create("ctx.value", "eu"),
            KeyValuePair.Create("ctx.key", ""), KeyValuePair.Create("ctx.value", ""), KeyValuePair.Create("__RequestVerificationToken", "old"),
        ]));
        var page = await refused.Content.ReadAsStringAsync();
        var fields = Hidden().Matches(page).Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value))).ToList();
        using var again = new HttpRequestMessage(HttpMethod.Post, "/tasks/web_tests.echo/launch") { Content = new FormUrlEncodedContent(fields) };
        again.Headers.Add("Cookie", refused.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

        using var answer = await site.Http.SendAsync(again);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var run = Assert.Single((await site.Runner.Records.FindRunsAsync(new RunQuery())).Items);
        Assert.Equal("eu", run.Context["region"]);
        Assert.Contains("typed", System.Text.Encoding.UTF8.GetString(run.Inputs.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_form_launches_with_inputs_context_labels_and_id()
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.SendAsync(
            "/tasks/page_tests.typed", "/tasks/page_tests.typed/launch",
            ("in.count", "3"), ("in.season", "Dry"), ("in.share", ""), ("ctx.key", "region"), ("ctx.value", "eu"), ("ctx.key", ""), ("ctx.value", ""),
            ("label.key", "team"), ("label.value", "x"), ("id", "typed-1"));

        Assert.Equal((HttpStatusCode.SeeOther, "/runs/typed-1"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var run = (await site.Runner.Records.GetRunAsync(RunId.Parse("typed-1")))!;
        Assert.Equal("[3,\"Dry\",null]", System.Text.Encoding.UTF8.GetString(run.Inputs.Span));
        Assert.Equal("eu", run.Context["region"]);
        Assert.Equal("x", run.Labels["team"]);
    }

    [Fact]
    public async Task Wrong_task_form_keeps_what_was_typed_with_an_error_at_each_field()
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.SendAsync(
            "/tasks/page_tests.typed", "/tasks/page_tests.typed/launch",
            ("in.count", "1.5"), ("in.season", "Hot"), ("in.share", "half"), ("ctx.key", "bad key"), ("ctx.value", "v<1>"), ("id", "!"), ("maxConcurrency", "0"));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        foreach (var id in new[] { "in-count-error", "in-season-error", "in-share-error", "ctx-error-0", "id-error", "max-error", "form-error" })
        {
            Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal);
        }

        foreach (var value in new[] { "1.5", "half", "bad key", "v&lt;1&gt;", "!" })
        {
            Assert.Contains($"value=\"{value}\"", page, StringComparison.Ordinal);
        }

        Assert.Empty((await site.Runner.Records.FindRunsAsync(new RunQuery())).Items);
    }

    [Fact]
    public async Task Labels_and_options_are_folded_until_they_say_something()
    {
        await using var site = await Site.StartAsync();

        var fresh = await site.PageAsync("/tasks/page_tests.typed");
        using var answer = await site.SendAsync(
            "/tasks/page_tests.typed", "/tasks/page_tests.typed/launch", ("in.count", "none"), ("label.key", "team"), ("label.value", "x"), ("maxConcurrency", "0"));

        var refused = await answer.Content.ReadAsStringAsync();
        foreach (var id in new[] { "labels", "options" })
        {
            Assert.Contains($"<details class=\"more\" id=\"{id}\">", fresh, StringComparison.Ordinal);
            Assert.Contains($"<details class=\"more\" id=\"{id}\" open>", refused, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Id_that_is_taken_is_said_at_its_field()
    {
        await using var site = await Site.StartAsync();
        await site.RunAsync(new { task = "web_tests.region", id = "taken-1" });

        using var answer = await site.SendAsync("/tasks/web_tests.region", "/tasks/web_tests.region/launch", ("id", "taken-1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"id-error\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_is_launched_again_with_keys_changed_removed_and_added()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.region", context = new { region = "eu", gone = "1", kept = "2" } });

        using var answer = await site.SendAsync(
            $"/runs/{run.Id}/rerun", $"/runs/{run.Id}/rerun", ("from", "start"),
            ("ctx.key", "region"), ("ctx.value", "us"), ("ctx.key", "gone"), ("ctx.value", "1"), ("ctx.key", "kept"), ("ctx.value", "2"),
            ("remove", "gone"), ("add.key", "more"), ("add.value", "3"), ("inputs", "[]"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var again = (await site.Runner.Records.GetRunAsync(RunId.Parse(answer.Headers.Location!.OriginalString["/runs/".Length..])))!;
        Assert.Equal(run.Id, again.Source?.RunId.Value);
        Assert.Equal("{\"region\": \"us\", \"kept\": \"2\", \"more\": \"3\"}", again.Context.ToString());
    }

    [Fact]
    public async Task Signal_form_answers_what_a_run_waits_for()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(Library.Waits);

        using var wrong = await site.SendAsync($"/runs/{run.RunId}", $"/runs/{run.RunId}/signal", ("name", "approval"), ("value", "{no json"));
        using var right = await site.SendAsync($"/runs/{run.RunId}", $"/runs/{run.RunId}/signal", ("name", "approval"), ("value", "\"yes\""));

        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Contains("value=\"{no json\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.Equal("yes", await run.ResultAsync());
    }

    [Fact]
    public async Task Cancel_form_cancels_the_run()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(Library.Waits);

        using var answer = await site.SendAsync($"/runs/{run.RunId}", $"/runs/{run.RunId}/cancel");

        Assert.Equal((HttpStatusCode.SeeOther, $"/runs/{run.RunId}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultAsync());
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
