using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Support;

/// <summary>The web server over a runner in this process, without a port.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(LocalRunner runner, WebApplication app, Logs logs)
    {
        Logs = logs;
        Runner = runner;
        _app = app;
        Http = app.GetTestClient();
    }

    public LocalRunner Runner { get; }

    public Logs Logs { get; }

    public HttpClient Http { get; }

    public TestServer Server => _app.GetTestServer();

    public IServiceProvider Services => _app.Services;

    public static async Task<Site> StartAsync(WebSettings? settings = null, LocalRunnerOptions? runnerOptions = null, Func<WebBackend, WebBackend>? with = null)
    {
        var runner = LocalRunner.Create(runnerOptions ?? new LocalRunnerOptions { LaunchedBy = "tests" });
        var logs = new Logs();
        var backend = new WebBackend
        {
            Loggers = logs,
            Runner = runner,
            Tasks = TaskCatalog.Default,
            Name = "test",
            Engine = "inProcess",
            Resume = (id, cancellationToken) => runner.ResumeAsync(id, cancellationToken),
        };
        var app = WebServer.Build(settings ?? new WebSettings(), with?.Invoke(backend) ?? backend, host => host.UseTestServer());
        await app.StartAsync();
        return new Site(runner, app, logs);
    }

    /// <summary>Starts a run over HTTP and waits for its end.</summary>
    public async Task<RunJson> RunAsync(object start)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/runs", start);
        Assert.All(Logs.Lines, line => Assert.Null(line.Exception));
        var run = await answer.ReadAsync<RunJson>();
        await WaitAsync(run.Id);
        return await GetAsync<RunJson>($"/api/v1/runs/{run.Id}");
    }

    /// <summary>Waits for the end of a run, however it ends.</summary>
    public async Task WaitAsync(string id)
    {
        var handle = await Runner.GetRunAsync(RunId.Parse(id));
        await foreach (var _ in handle!.FollowAsync())
        {
            // Until the end.
        }
    }

    public async Task<T> GetAsync<T>(string path)
    {
        using var answer = await Http.GetAsync(path);
        return await answer.ReadAsync<T>();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Runner.DisposeAsync();
    }
}
