using System.Net;
using System.Net.Sockets;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Hosting;

public sealed class StartTests
{
    [Fact]
    public void Server_beyond_loopback_needs_tokens()
    {
        var error = Assert.Throws<WebStartException>(() => WebStartCheck.Run(new WebSettings { Address = IPAddress.Any }));

        Assert.Contains("0.0.0.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("undercurrent token new", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_beyond_loopback_needs_at_least_one_token()
    {
        using var file = TokensFile.Make();
        file.Rewrite(_ => null);

        Assert.Contains("has no token", Assert.Throws<WebStartException>(() => WebStartCheck.Run(file.Settings with { Address = IPAddress.IPv6Any })).Message, StringComparison.Ordinal);
        WebStartCheck.Run(file.Settings);
    }

    [Fact]
    public void All_that_is_wrong_with_the_settings_is_told()
    {
        var settings = new WebSettings { Port = 70_000, BaggageKeys = ["a b"], TokensFile = "nowhere/tokens.json" };

        var error = Assert.Throws<WebStartException>(() => WebStartCheck.Run(settings)).Message;

        Assert.Contains("The port is 70000", error, StringComparison.Ordinal);
        Assert.Contains("'a b'", error, StringComparison.Ordinal);
        Assert.Contains("nowhere/tokens.json", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_for_the_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var file = TokensFile.Make();
        var keys = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file.Path)!, "open"));
        keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead;

        Assert.Contains("chmod 700", Assert.Throws<WebStartException>(() => WebStartCheck.Run(file.Settings with { KeysFolder = keys.FullName })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_was_taken_is_nobody_elses_and_who_calls_waits_for_the_server()
    {
        await using var runner = LocalRunner.Create();
        var backend = new WebBackend { Runner = runner, Tasks = TaskCatalog.Default, Name = "test", Engine = "inProcess" };
        var settings = new WebSettings { Port = FreePort() };
        using var port = WebPort.Take(settings);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{settings.Port}") };
        var early = http.GetAsync(new Uri("/api/v1/server", UriKind.Relative));

        var second = Assert.Throws<SocketException>(() => WebPort.Take(settings));
        await using var server = await WebServer.StartAsync(port, backend, CancellationToken.None);
        using var answer = await early;

        Assert.Equal(SocketError.AddressAlreadyInUse, second.SocketErrorCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"http://127.0.0.1:{settings.Port}", server.Url);

        static int FreePort()
        {
            using var free = WebPort.Take(new WebSettings { Port = 0 });
            return free.Port;
        }
    }

    [Fact]
    public async Task Server_listens_and_stops_though_a_stream_is_open()
    {
        await using var runner = LocalRunner.Create();
        var backend = new WebBackend { Runner = runner, Tasks = TaskCatalog.Default, Name = "test", Engine = "inProcess" };
        var server = await WebServer.StartAsync(new WebSettings { Port = 0 }, backend, CancellationToken.None);
        var run = await runner.StartAsync(Library.Waits);
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        using var stream = await http.GetAsync(new Uri($"/api/v1/runs/{run.RunId}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        await server.DisposeAsync();

        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.False(stream.Headers.Contains("Server"));
    }
}
