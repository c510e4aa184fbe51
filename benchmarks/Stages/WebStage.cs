using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Undercurrent.Benchmarks.Suite;
using Undercurrent.Records;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>A runner in process with a durable record, and over it the HTTP API and the pages, on a port of loopback.</summary>
internal sealed class WebStage(IStorePlace place) : IStage
{
    private const int AtOnce = 32;

    private readonly List<RunId> _started = [];

    private RunStore? _store;
    private LocalRunner? _runner;
    private WebServer? _server;
    private HttpClient? _http;
    private string? _large;

    public async Task StartAsync()
    {
        _store = await place.OpenAsync();
        _runner = LocalRunner.Create(new LocalRunnerOptions { Store = _store });
        var backend = new WebBackend { Runner = _runner, Tasks = TaskCatalog.Default, Name = "benchmarks", Engine = "inProcess" };
        _server = await WebServer.StartAsync(new WebSettings { Port = 0 }, backend, CancellationToken.None);
        _http = new HttpClient { BaseAddress = new Uri(_server.Url) };
    }

    /// <summary>Runs a second that are launched through HTTP, some at a time.</summary>
    public Task<double> StartByHttpAsync(int runs) => RateAsync(runs, async () =>
    {
        using var answer = await _http!.PostAsJsonAsync("api/v1/runs", new { task = CallTasks.Answer.Name, inputs = new[] { Payload.Text }, context = FourKeys.Map });
        answer.EnsureSuccessStatusCode();
        return RunId.Parse(answer.Headers.Location!.OriginalString[(answer.Headers.Location.OriginalString.LastIndexOf('/') + 1)..]);
    });

    /// <summary>The same without HTTP.</summary>
    public Task<double> StartInProcessAsync(int runs) => RateAsync(runs, async () => (await _runner!.StartAsync(CallTasks.Answer, Payload.Text, FourKeys.Launch)).RunId);

    /// <summary>Milliseconds until the page of a run with so many children is there, and its size in bytes.</summary>
    public async Task<(double Milliseconds, double Bytes)> OpenRunAsync(int children)
    {
        if (_large is null)
        {
            var run = await _runner!.StartAsync(CallTasks.NumberedFanOut, children, FourKeys.Launch);
            await run.ResultAsync();
            _large = run.RunId.Value;
        }

        var clock = Stopwatch.StartNew();
        var page = await _http!.GetByteArrayAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"runs/{_large}"), UriKind.Relative));
        return (clock.Elapsed.TotalMilliseconds, page.Length);
    }

    public async Task QuietAsync()
    {
        foreach (var run in _started)
        {
            await (await _runner!.GetRunAsync(run))!.ResultJsonAsync();
        }

        _started.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_runner?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_store?.DisposeAsync() ?? ValueTask.CompletedTask);
        await place.DisposeAsync();
    }

    private async Task<double> RateAsync(int runs, Func<Task<RunId>> start)
    {
        var clock = Stopwatch.StartNew();
        var started = new RunId[runs];
        await Parallel.ForAsync(0, runs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (run, _) => started[run] = await start());
        var rate = runs / clock.Elapsed.TotalSeconds;
        _started.AddRange(started);
        return rate;
    }
}
