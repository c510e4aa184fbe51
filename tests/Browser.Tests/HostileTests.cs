namespace Undercurrent.Browser;

[Collection(BrowserCollection.Name)]
public sealed class HostileTests(BrowserFixture browser)
{
    private const string Hostile = "</td><script>window.owned=1</script><img src=x onerror=\"window.owned=1\">'\"&\u202Eeman";

    [Fact]
    public async Task Hostile_values_are_text_on_every_page_and_run_no_script()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.WithRunContext(("region", Hostile)).StartAsync(
            ShopTasks.Ship, Hostile, new RunOptions { Labels = new Dictionary<string, string> { ["team"] = Hostile }, LaunchedBy = Hostile });
        await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync());
        var root = (await run.GetRecordAsync()).RootActionId;
        string[] paths =
        [
            "/runs?keys=region", $"/runs?q={Uri.EscapeDataString(Hostile)}", $"/runs/{run.RunId}?lens=region", $"/runs/{run.RunId}/actions/{root}",
            $"/runs/{run.RunId}/context", $"/runs/{run.RunId}/context?with={run.RunId}", $"/runs/{run.RunId}/rerun", $"/tasks/{Uri.EscapeDataString(Hostile)}",
            $"/runs/{Uri.EscapeDataString(Hostile)}",
        ];
        foreach (var path in paths)
        {
            var session = await browser.NewSessionAsync(site.Url);
            var page = await session.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.Add(message.Text);
            page.Dialog += (_, dialog) => complaints.Add(dialog.Message);
            await page.GotoAsync(path);

            Assert.False(await page.EvaluateAsync<bool>("'owned' in window"), $"A script ran on {path}.");
            Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());

            // What the policy forbids, the browser says. A page that isn't there says so too.
            Assert.DoesNotContain(complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
            await session.CloseAsync();
        }
    }
}
