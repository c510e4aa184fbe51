using Undercurrent.Cli.Support;

namespace Undercurrent.Cli.Watching;

[Collection(DevCollection.Name)]
public sealed class TerminalTests(DevFixture dev)
{
    private const char Escape = '\u001b';

    private static readonly Dictionary<string, string> Colors = [];
    private static readonly Dictionary<string, string> NoColors = new() { ["NO_COLOR"] = "1" };

    private readonly CliRun _cli = dev.Cli;

    [TerminalFact]
    public async Task Watch_draws_a_tree_in_place_and_leaves_it_there()
    {
        var end = await _cli.RunOnTerminalAsync(90, 20, Colors, "run", "desk.many", "-i", "count=60", "--watch");
        var text = string.Join('\n', end.Lines);

        Assert.Equal(0, end.Code);
        Assert.Contains("└─ ", text, StringComparison.Ordinal);
        Assert.Contains($"{Escape}[32m✓", text, StringComparison.Ordinal);
        Assert.Contains("seven is refused", text, StringComparison.Ordinal);
        Assert.Equal("59", end.Lines[^1].Trim());
        Assert.Contains($"{Escape}[?25h", text, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task No_color_draws_without_colors()
    {
        var end = await _cli.RunOnTerminalAsync(90, 20, NoColors, "run", "desk.many", "-i", "count=30", "--watch");

        Assert.Equal(0, end.Code);
        Assert.DoesNotContain(end.Lines, line => line.Contains($"{Escape}[3", StringComparison.Ordinal) || line.Contains($"{Escape}[9", StringComparison.Ordinal));
    }

    [TerminalFact]
    public async Task Terminal_that_can_not_move_its_cursor_gets_lines()
    {
        var end = await _cli.RunOnTerminalAsync(90, 20, new Dictionary<string, string> { ["TERM"] = "dumb" }, "run", "desk.echo", "-i", "text=x", "--watch");

        Assert.Contains(end.Lines, line => line.Contains("desk.echo  the run ended", StringComparison.Ordinal));
        Assert.DoesNotContain(end.Lines, line => line.Contains($"{Escape}[", StringComparison.Ordinal));
    }

    [TerminalFact]
    public async Task Table_fits_the_terminal()
    {
        await _cli.RunAsync("run", "desk.echo", "-i", "text=x", "-c", $"wide={new string('w', 400)}");
        var end = await _cli.RunOnTerminalAsync(100, 20, NoColors, "runs", "list", "--size", "3");

        Assert.Equal(0, end.Code);
        Assert.All(end.Lines, line => Assert.InRange(Plain(line).Length, 0, 100));
        Assert.Contains(end.Lines, line => line.Contains('…', StringComparison.Ordinal));
    }

    // The first thing that .NET writes to a terminal puts its keypad into a mode.
    private static string Plain(string line) => line.Replace($"{Escape}[?1h{Escape}=", "", StringComparison.Ordinal).TrimEnd('\r');
}
