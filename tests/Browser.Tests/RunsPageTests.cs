using Microsoft.Playwright;
using Undercurrent.Records;

namespace Undercurrent.Browser;

[Collection(BrowserCollection.Name)]
public sealed class RunsPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task First_run_appears_on_an_open_page_by_itself()
    {
        await using var site = await Site.StartAsync();
        await (await site.Runner.StartAsync(ShopTasks.Price, "milk")).ResultAsync();
        var page = await site.OpenAsync(browser, "/");
        await Assertions.Expect(page.Locator("tr[data-run]")).ToHaveCountAsync(1);

        var run = await site.Runner.StartAsync(ShopTasks.Price, "tea");

        await Assertions.Expect(page.Locator($"tr[data-run='{run.RunId}'][data-state=succeeded]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task No_runs_teach_the_command_to_start_one()
    {
        await using var site = await Site.StartAsync();
        var page = await site.OpenAsync(browser, "/");
        await Assertions.Expect(page.Locator("#no-runs")).ToContainTextAsync("undercurrent run ");

        await site.Runner.StartAsync(ShopTasks.Price, "tea");

        await Assertions.Expect(page.Locator("tr[data-run]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Runs_are_found_by_context_and_the_address_keeps_the_search()
    {
        await using var site = await Site.StartAsync();
        var inEurope = await site.Runner.WithRunContext(("region", "eu")).StartAsync(ShopTasks.Order, "tea");
        var inAsia = await site.Runner.WithRunContext(("region", "asia")).StartAsync(ShopTasks.Price, "tea");
        await inEurope.ResultAsync();
        await inAsia.ResultAsync();
        var page = await site.OpenAsync(browser, "/");

        // A value that only a scope set, further down.
        await page.GetByLabel("Search the runs").FillAsync("ctx.region=us in:any");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("tr[data-run]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator($"tr[data-run='{inEurope.RunId}']")).ToBeVisibleAsync();

        await page.GetByLabel("Search the runs").FillAsync("ctx.region=asia");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Assertions.Expect(page.Locator($"tr[data-run='{inAsia.RunId}']")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Search the runs")).ToHaveValueAsync("ctx.region=asia");
        await Assertions.Expect(page.Locator("tr[data-run]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Wrong_query_is_told_with_what_is_meant()
    {
        await using var site = await Site.StartAsync();
        var page = await site.OpenAsync(browser, "/runs?q=state:faild");

        await Assertions.Expect(page.Locator("#q-error")).ToContainTextAsync("Did you mean");
        await Assertions.Expect(page.GetByLabel("Search the runs")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Search_suggests_words_and_takes_one_by_keyboard()
    {
        await using var site = await Site.StartAsync();
        await (await site.Runner.WithRunContext(("region", "eu")).StartAsync(ShopTasks.Price, "tea")).ResultAsync();
        var page = await site.OpenAsync(browser, "/");

        await page.GetByLabel("Search the runs").PressSequentiallyAsync("state:fa");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "state:failed" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByLabel("Search the runs")).ToHaveValueAsync("state:failed");
    }

    [Fact]
    public async Task Selected_runs_are_cancelled_when_their_number_was_confirmed()
    {
        await using var site = await Site.StartAsync();
        RunHandle[] runs = [await site.Runner.StartAsync(ShopTasks.Wait, "never"), await site.Runner.StartAsync(ShopTasks.Wait, "never"), await site.Runner.StartAsync(ShopTasks.Wait, "never")];
        var page = await site.OpenAsync(browser, "/");
        foreach (var run in runs[..2])
        {
            await page.GetByLabel($"Select run {run.RunId}").CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("2 runs");
        await dialog.Locator("button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("tr[data-run][data-state=cancelled]")).ToHaveCountAsync(2);
        Assert.Equal(RunState.Running, (await runs[2].GetRecordAsync()).State);
    }

    [Fact]
    public async Task Selection_and_focus_stay_when_the_list_changes()
    {
        await using var site = await Site.StartAsync();
        var first = await site.Runner.StartAsync(ShopTasks.Price, "tea");
        await first.ResultAsync();
        var page = await site.OpenAsync(browser, "/");
        await page.GetByLabel($"Select run {first.RunId}").CheckAsync();

        var second = await site.Runner.StartAsync(ShopTasks.Price, "milk");

        await Assertions.Expect(page.Locator($"tr[data-run='{second.RunId}']")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel($"Select run {first.RunId}")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel($"Select run {first.RunId}")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#selected")).ToHaveTextAsync("1 run selected");
    }

    [Fact]
    public async Task Selected_run_is_launched_again_and_names_its_source()
    {
        await using var site = await Site.StartAsync();
        var source = await site.Runner.WithRunContext(("region", "eu")).StartAsync(ShopTasks.Price, "tea");
        await source.ResultAsync();
        var page = await site.OpenAsync(browser, "/");
        await page.GetByLabel($"Select run {source.RunId}").CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Launch again" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("tr[data-run][data-state=succeeded]")).ToHaveCountAsync(2);
        var runs = await site.Runner.Records.FindRunsAsync(new());
        Assert.Equal(source.RunId, runs.Items.Single(run => run.RunId != source.RunId).Source!.RunId);
    }
}
