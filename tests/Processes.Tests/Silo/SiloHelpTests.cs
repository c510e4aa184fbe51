namespace Undercurrent.Processes;

public class SiloHelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_lists_every_option_and_starts_nothing(string option)
    {
        var end = await ProgramProcess.RunAsync(Repository.Silo, ["--tasks", "nowhere.dll", option]);
        Assert.Equal(0, end.Code);
        Assert.All(
            ["--tasks path.dll", "--silo-port port", "--gateway-port port", "--primary host:port", "--cluster-id text", "--service-id text",
                "--name text", "--cluster kind", "--address ip or name", "--health-port port", "--http-port port", "--http-address ip",
                "--http-tokens path", "--http-keys path", "--http-baggage keys", "--sensitive-values-key path", "--sensitive-keys keys", "--store kind", "--connection text", "--sqlite path",
                "--durability kind", "--synchronous kind", "--keep-days number", "--keep-runs number", "--drain-seconds number", "--max-payload-bytes number", "--max-blocking-threads number", "--log-level level"],
            usage => Assert.Contains(end.Lines, line => line.StartsWith($"  {usage} ", StringComparison.Ordinal)));
        Assert.Contains(end.Lines, line => line.StartsWith("Exit codes: ", StringComparison.Ordinal));
        Assert.DoesNotContain(end.Lines, line => line.StartsWith("ready: ", StringComparison.Ordinal));
    }
}
