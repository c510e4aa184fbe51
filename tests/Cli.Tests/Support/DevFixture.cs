namespace Undercurrent.Cli.Support;

/// <summary>One server for the tests that only launch and look.</summary>
public sealed class DevFixture : IAsyncLifetime
{
    private RunningDev? _server;

    internal CliRun Cli { get; private set; } = new();

    public async Task InitializeAsync()
    {
        _server = await RunningDev.StartAsync(Cli);
        Cli = new CliRun { Server = _server.Url };
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        Cli.Dispose();
    }
}
