using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Api;

public sealed class BaggageTests
{
    [Fact]
    public void Entries_are_read_without_their_properties()
    {
        var entries = Baggage.Parse("region=eu;ttl=3 , note = a%20b%3D%C3%A4\t,empty=,last=x=y", out var error);

        Assert.Null(error);
        Assert.Equal(["region=eu", "note=a b=ä", "empty=", "last=x=y"], entries.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("a=1,", 4)]
    [InlineData("a=1,b", 4)]
    [InlineData("=1", 0)]
    [InlineData("a b=1", 1)]
    [InlineData("a=1,b=x y", 7)]
    [InlineData("a=%4", 2)]
    [InlineData("a=1,b=%zz", 6)]
    [InlineData("a=%ff", 2)]
    [InlineData("a=\"x\"", 2)]
    public void Header_that_is_broken_says_where(string header, int position)
    {
        Assert.Empty(Baggage.Parse(header, out var error));
        Assert.Equal(position, error!.Position);
        Assert.Contains($"at position {position}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_map_comes_back_from_its_header()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), values =>
        {
            var texts = values.Select(value => new string([.. value.Get.Where(c => !char.IsSurrogate(c))])).ToArray();
            var header = string.Join(",", texts.Index().Select(text => $"key{text.Index}={Uri.EscapeDataString(text.Item)};p=1"));
            var entries = Baggage.Parse(header, out var error);
            return error is null && entries.Select(entry => entry.Value).SequenceEqual(texts);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_makes_the_reader_fail()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            Baggage.Parse(text.Get, out var error);
            return error is null || (error.Position >= 0 && error.Position <= text.Get.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Allowed_keys_become_run_context_and_the_body_wins()
    {
        await using var site = await Site.StartAsync(new WebSettings { BaggageKeys = ["region", "user"] });

        var run = await StartAsync(site, "region=eu,user=ada%20l,secret=1", """{"task":"web_tests.region","context":{"region":"us"}}""");

        Assert.Equal(new Dictionary<string, string> { ["region"] = "us", ["user"] = "ada l" }, (await run.ReadAsync<RunJson>()).Context);
    }

    [Theory]
    [InlineData("region=a b", 400, "bad-baggage")]
    [InlineData("region=%07", 422, "context-limit")]
    public async Task Header_that_the_context_cannot_take_is_a_problem(string header, int status, string slug)
    {
        await using var site = await Site.StartAsync(new WebSettings { BaggageKeys = ["region"] });

        using var answer = await StartAsync(site, header, """{"task":"web_tests.region"}""");

        var problem = await answer.ReadProblemAsync();
        Assert.Equal((slug, status), (problem.Slug(), problem.Status));
    }

    [Fact]
    public async Task Without_allowed_keys_the_header_is_not_looked_at()
    {
        await using var site = await Site.StartAsync();

        using var answer = await StartAsync(site, "broken", """{"task":"web_tests.region"}""");

        Assert.Empty((await answer.ReadAsync<RunJson>()).Context);
    }

    private static async Task<HttpResponseMessage> StartAsync(Site site, string baggage, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("baggage", baggage);
        return await site.Http.SendAsync(request);
    }
}
