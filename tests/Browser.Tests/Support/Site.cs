using System.Net;
using Microsoft.Playwright;
using Undercurrent.Records;
using Undercurrent.Storage;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Browser;

/// <summary>A runner with a record in a file, and its pages on a free port of loopback.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly RunStore _store;
    private readonly WebBackend _backend;
    private WebServer _server;

    private Site(DirectoryInfo folder, RunStore store, LocalRunner runner, WebBackend backend, WebServer server) =>
        (_folder, _store, Runner, _backend, _server) = (folder, store, runner, backend, server);

    public LocalRunner Runner { get; }

    public string Url => _server.Url;

    public static async Task<Site> StartAsync(
        Func<DirectoryInfo, WebSettings>? settings = null, ContextLimits? limits = null, Func<CancellationToken, Task<ClusterJson>>? cluster = null)
    {
        var folder = Directory.CreateTempSubdirectory("undercurrent-browser-");
        var store = await SqliteRunStore.OpenAsync(new SqliteRunStoreOptions
        {
            Path = Path.Combine(folder.FullName, "runs.db"),
            Synchronous = SqliteSynchronous.Normal,
            Durability = RunDurability.Relaxed,
        });
        var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store, ContextLimits = limits ?? ContextLimits.Default });
        var backend = new WebBackend
        {
            Runner = runner,
            Tasks = TaskCatalog.Default,
            Name = "test",
            Engine = "inProcess",
            Cluster = cluster,
            Resume = async (run, cancellationToken) => await runner.ResumeAsync(run, cancellationToken),
        };
        var chosen = (settings?.Invoke(folder) ?? new WebSettings()) with { Address = IPAddress.Loopback, Port = 0 };
        return new Site(folder, store, runner, backend, await WebServer.StartAsync(chosen, backend, CancellationToken.None));
    }

    /// <summary>A page of a new session.</summary>
    public async Task<IPage> OpenAsync(BrowserFixture browser, string path, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var session = await browser.NewSessionAsync(Url, scheme, script);
        var page = await session.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Stops the server and starts it again on the same port, as after a crash; the runner goes on.</summary>
    public async Task AwayAsync(Func<Task> meanwhile)
    {
        var port = new Uri(Url).Port;
        await _server.DisposeAsync();
        try
        {
            await meanwhile();
        }
        finally
        {
            _server = await WebServer.StartAsync(new WebSettings { Port = port }, _backend, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Runner.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
