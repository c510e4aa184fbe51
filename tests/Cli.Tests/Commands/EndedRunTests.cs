using Undercurrent.Cli.Support;

namespace Undercurrent.Cli.Commands;

[Collection(DevCollection.Name)]
public sealed class EndedRunTests(DevFixture dev)
{
    [Fact]
    public async Task Run_that_has_ended_is_neither_said_to_be_cancelled_nor_to_go_on()
    {
        var id = (await dev.Cli.RunAsync("run", "desk.echo", "-i", "text=x", "-q")).Lines[0];
        var other = (await dev.Cli.RunAsync("run", "desk.wait", "-q")).Lines[0];
        await dev.Cli.RunAsync("runs", "watch", id);
        var cancelled = await dev.Cli.RunAsync("runs", "cancel", id);
        var both = await dev.Cli.RunAsync("runs", "cancel", id, other);
        var resumed = await dev.Cli.RunAsync("runs", "resume", id);

        Assert.Equal((0, 0), (cancelled.Code, resumed.Code));
        Assert.Equal("It has ended: succeeded. Nothing was cancelled.", cancelled.Errors.Trim());
        Assert.Equal("2 runs asked to end. 1 of them had ended before.", both.Errors.Trim());
        Assert.StartsWith("It has ended: succeeded. A run that has ended is launched again: undercurrent runs rerun", resumed.Errors, StringComparison.Ordinal);
    }
}
