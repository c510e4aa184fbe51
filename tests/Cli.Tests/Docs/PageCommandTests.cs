using System.Net;
using System.Text.RegularExpressions;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Settings;
using Undercurrent.Cli.Support;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Docs;

[Collection(DevCollection.Name)]
public sealed partial class PageCommandTests(DevFixture dev)
{
    [Fact]
    public async Task Every_command_that_a_page_offers_is_one_of_the_program()
    {
        var launched = await dev.Cli.RunAsync("run", "desk.outer", "-c", "experiment=v 1", "-q");
        var id = launched.Lines[0];
        await dev.Cli.RunAsync("runs", "watch", id);
        var run = await dev.Cli.JsonAsync<RunJson>("runs", "show", id);
        using var http = new HttpClient { BaseAddress = new Uri(dev.Cli.Server!) };
        string[] pages =
        [
            "/", "/runs?q=ctx.experiment%3D%22v%201%22", $"/runs/{id}", $"/runs/{id}/context", $"/runs/{id}/context?at={run.RootActionId}",
            $"/runs/{id}/actions/{run.Failure!.ActionId}", $"/runs/{id}/rerun", "/tasks", "/tasks/desk.describe", "/runs/no-such-run", "/no-such-page", "/cluster",
        ];

        var root = RootVerb.Create(Host());
        foreach (var page in pages)
        {
            using var answer = await http.GetAsync(new Uri(page, UriKind.Relative));
            var commands = Command().Matches(await answer.Content.ReadAsStringAsync()).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToArray();

            Assert.True(commands.Length > 0, $"{page} offers no command.");
            Assert.All(commands, command => Assert.Empty(UsageErrors.Of(root.Parse(Words(command), CommandLine.Parser))));
        }
    }

    // What a shell makes of it: the pages quote by single quotes alone.
    private static string[] Words(string command) =>
        [.. Word().Matches(command).Select(match => match.Value.Replace("'", "", StringComparison.Ordinal)).Skip(1)];

    private static CliHost Host() => new()
    {
        Screen = new Screen { Out = TextWriter.Null, Err = TextWriter.Null, In = TextReader.Null },
        Environment = _ => null,
        Config = new ConfigFile(Path.Combine(Path.GetTempPath(), "undercurrent-without-profiles", "config.json")),
        Time = TimeProvider.System,
    };

    [GeneratedRegex("<code id=\"command-[^\"]*\"[^>]*>([^<]*)</code>")]
    private static partial Regex Command();

    [GeneratedRegex("(?:'[^']*'|[^ '])+")]
    private static partial Regex Word();
}
