using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Execution;

/// <summary>A wait on a silo that has a record of its own, beside others.</summary>
public sealed class WaitWorkTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly InMemoryRunStore _store = new(new InMemoryRunStoreOptions());
    private readonly ConcurrentQueue<string> _asked = new();
    private Signal? _elsewhere;

    private static Signal Answer => new("approval", Given.Json("\"yes\""), "ada", Given.Noon, "token");

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Answer_that_only_another_silo_knows_is_found_when_the_wait_begins()
    {
        _elsewhere = Answer;

        Assert.Equal("yes", await Open().Context.WaitForAsync<string>("approval").Soon("the answer"));
        Assert.Equal(["run approval"], _asked);
    }

    [Fact]
    public async Task Answer_whose_announcement_was_lost_is_found_within_seconds()
    {
        var wait = Open().Context.WaitForAsync<string>("approval");
        await _time.TimersDueInAsync(TimeSpan.FromSeconds(5)).Soon("the wait's timer");
        _elsewhere = Answer;
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("yes", await wait.Soon("the answer"));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Answer_that_another_silo_decided_on_wakes_who_waits_here_at_once()
    {
        var wait = Open().Context.WaitForAsync<string>("approval");
        await _time.TimersDueInAsync(TimeSpan.FromSeconds(5)).Soon("the wait's timer");
        Assert.Equal(SignalResult.NoRun, await _store.SendAsync(RunId.Parse("run"), Answer));
        Assert.False(wait.IsCompleted);
        _store.Note(RunId.Parse("run"), Answer);

        Assert.Equal("yes", await wait.Soon("the answer"));
    }

    [Fact]
    public async Task Branches_that_draw_at_once_get_different_values()
    {
        for (var round = 0; round < 100; round++)
        {
            var context = Open().Context;
            using var together = new Barrier(4);
            var drawn = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return (Id: context.NewId(), Number: context.Random.NextInt64());
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Equal((4, 4), (drawn.DistinctBy(value => value.Id).Count(), drawn.DistinctBy(value => value.Number).Count()));
        }
    }

    // An action whose launch another silo has recorded.
    private OpenAction Open()
    {
        var host = new TaskHost
        {
            Name = "here",
            Options = new TaskHostOptions(),
            Services = new ServiceCollection().BuildServiceProvider(),
            LoggerFactory = NullLoggerFactory.Instance,
            Time = _time,
            Store = _store,
            Catalog = new TaskCatalog(scanner: null),
            BlockingBodies = new BlockingBodies(1),
            FindSignalElsewhereAsync = (run, name) =>
            {
                _asked.Enqueue($"{run} {name}");
                return Task.FromResult(_elsewhere);
            },
        };
        return new OpenAction(host, Given.Call(Given.Launch("own.task")), isBlocking: false, waiter: null, CancellationToken.None);
    }
}
