using System.Net;
using System.Text.RegularExpressions;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

public partial class HostileTextTests
{
    [Fact]
    public async Task What_came_from_outside_is_text_on_every_page()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new
        {
            task = "page_tests.fails",
            inputs = new[] { PageTasks.Hostile + new string('w', 20_000) },
            context = new Dictionary<string, string> { ["evil"] = PageTasks.Hostile, ["long"] = new('x', 4000) },
            labels = new Dictionary<string, string> { ["evil"] = PageTasks.Hostile },
        });
        var cause = run.Failure!.ActionId!;

        foreach (var path in new[]
        {
            "/?keys=evil,long", $"/runs?q={Uri.EscapeDataString(PageTasks.Hostile)}&keys={Uri.EscapeDataString("\"><script>")}",
            $"/runs/{run.Id}", $"/runs/{run.Id}?lens=evil", $"/runs/{run.Id}?lens={Uri.EscapeDataString("\"><script>")}", $"/runs/{run.Id}?q={Uri.EscapeDataString("\"><script>")}",
            $"/runs/{run.Id}/context", $"/runs/{run.Id}/context?with={Uri.EscapeDataString("\"><script>")}",
            $"/runs/{run.Id}/actions/{run.RootActionId}", $"/runs/{run.Id}/actions/{cause}", $"/runs/{run.Id}/rerun",
            $"/selection?do=rerun&id={run.Id}&back={Uri.EscapeDataString("javascript:alert(1)")}", "/tasks", "/tasks/page_tests.fails",
        })
        {
            var page = await site.PageAsync(path);
            Assert.Equal(1, page.CountOf("<script"));
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\"><script>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\"javascript:", page, StringComparison.Ordinal);
            Assert.DoesNotMatch(InlineCode(), AttributeValue().Replace(page, "\"\""));
        }

        foreach (var path in new[] { $"/runs/{run.Id}/context", $"/runs/{run.Id}/actions/{cause}" })
        {
            Assert.DoesNotContain("\u202E", WebUtility.HtmlDecode(await site.PageAsync(path)), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex AttributeValue();

    // In a tag: a style, or a handler of an event.
    [GeneratedRegex("<[a-z][^<>]*\\s(style|on[a-z]+)=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();
}
