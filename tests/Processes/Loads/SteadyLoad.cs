using System.Collections.Concurrent;
using Undercurrent.Durability.Tasks;

namespace Undercurrent.Processes;

/// <summary>
/// A client that keeps launching nested runs, one after each interval, and waits for each result. Its launches don't wait
/// for each other: while the cluster is away they queue up, as the requests of users do.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private readonly IRunner _runner;
    private readonly LoadPlan _plan;
    private readonly string _name;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LaunchedRun> _launched = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _refusals = new();
    private readonly ConcurrentBag<Task> _runs = [];
    private readonly Counter _acknowledged = new();
    private readonly Counter _ended = new();
    private readonly Task _launching;

    public SteadyLoad(IRunner runner, LoadPlan plan, string name)
    {
        (_runner, _plan, _name) = (runner, plan, name);
        _launching = LaunchAsync();
    }

    /// <summary>The runs whose launch was acknowledged.</summary>
    public IReadOnlyCollection<LaunchedRun> Launched => _launched;

    /// <summary>What the client was told wrongly: runs that failed, results that are wrong.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Launches that failed: nothing is promised of those.</summary>
    public IReadOnlyCollection<string> Refusals => _refusals;

    /// <summary>When so many further runs have been launched.</summary>
    public Task WhenLaunchedAsync(int more) => _acknowledged.WhenAsync(_acknowledged.Value + more).Soon(() => $"{more} further launches; {this}");

    /// <summary>When so many further runs have ended.</summary>
    public Task WhenEndedAsync(int more) => _ended.WhenAsync(_ended.Value + more).Soon(() => $"{more} further runs to end; {this}");

    /// <summary>Launches no more and waits for what was launched.</summary>
    public async Task FinishAsync()
    {
        await _stop.CancelAsync();
        await _launching;
        await Task.WhenAll(_runs).Soon(() => $"the end of the load; {this}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _launching;
        _stop.Dispose();
    }

    public override string ToString() =>
        $"{_acknowledged.Value} runs launched, {_ended.Value} ended, {_refusals.Count} launches refused\n{string.Join('\n', _refusals.Take(3).Concat(_complaints.Take(3)))}";

    private async Task LaunchAsync()
    {
        using var timer = new PeriodicTimer(_plan.Interval);
        try
        {
            for (var number = 0; ; number++)
            {
                _runs.Add(RunAsync(RunId.Parse($"{_name}-{number}"), _plan.Shapes[number % _plan.Shapes.Count]));
                await timer.WaitForNextTickAsync(_stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task RunAsync(RunId id, LoadShape shape)
    {
        RunHandle<Report> run;
        try
        {
            run = await _runner.StartAsync(LoadTasks.Root.With(shape.Change), shape, new RunOptions { Id = id, Context = LoadTasks.LaunchContext(id.Value) });
        }
        catch (Exception exception)
        {
            _refusals.Enqueue($"{id}: {exception.GetType().Name}: {exception.Message}");
            return;
        }

        _launched.Enqueue(new LaunchedRun(id, shape));
        _acknowledged.Add();
        try
        {
            foreach (var complaint in ReportCheck.Find(id, shape, await run.ResultAsync()))
            {
                _complaints.Enqueue($"the client's result: {complaint}");
            }
        }
        catch (Exception exception)
        {
            _complaints.Enqueue($"{id}: the client was told {exception.GetType().Name}: {exception.Message}");
        }

        _ended.Add();
    }
}
