using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class BlockingBodiesTests : IDisposable
{
    private readonly TaskEnvironment _env = Given.Environment();
    private BlockingBodies? _bodies;

    public void Dispose() => _bodies?.Dispose();

    [Fact]
    public async Task Body_runs_on_a_thread_of_its_own_with_the_context_of_the_caller()
    {
        var look = _env.Task((string _) => $"{Thread.CurrentThread.IsThreadPoolThread} {CustomContext.Current}", name: "look");
        using (CustomContext.BeginScope(("key", "caller")))
        {
            Assert.Equal("""False {"key": "caller"}""", await RunAsync(Bodies(1), look, ""));
        }

        Assert.Equal("False {}", await RunAsync(_bodies!, look, ""));
    }

    [Fact]
    public async Task Scope_that_a_body_leaves_open_is_not_there_for_the_next_body_on_its_thread()
    {
        var leak = _env.Task((string _) => $"{CustomContext.Current} {CustomContext.BeginScope(("key", "leaked")) is null}", name: "leak");

        Assert.Equal("{} False", await RunAsync(Bodies(1), leak, ""));
        Assert.Equal("{} False", await RunAsync(_bodies!, leak, ""));
    }

    [Fact]
    public async Task No_more_bodies_run_at_once_than_there_may_be_threads()
    {
        var id = Gate.NewId();
        var (running, most) = (0, 0);
        var count = _env.Task((string gate) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            Gathering.Of(id, 2).Arrive();
            Gate.Of(gate).Block();
            Interlocked.Decrement(ref running);
            return "done";
        }, name: "count");
        var bodies = Bodies(2);
        var runs = Enumerable.Range(0, 8).Select(_ => RunAsync(bodies, count, id)).ToArray();
        await Gathering.Of(id, 2).WaitAsync();
        Gate.Of(id).Open();

        Assert.All(await Task.WhenAll(runs).Soon("all bodies"), result => Assert.Equal("done", result));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Body_that_waits_for_a_call_makes_room_for_another_and_takes_it_back_at_the_calls_end()
    {
        var (outer, inner, last) = (Gate.NewId(), Gate.NewId(), Gate.NewId());
        var hold = _env.Task((string gate) =>
        {
            Gate.Of(gate + "started").Open();
            Gate.Of(gate).Block();
            return "done";
        }, name: "hold");
        var bodies = Bodies(1);
        var first = RunAsync(bodies, hold, outer);
        await Gate.Of(outer + "started").WaitAsync();
        var second = RunAsync(bodies, hold, inner);
        Assert.False(Gate.Of(inner + "started").IsOpen);

        bodies.BeginWait();
        await Gate.Of(inner + "started").WaitAsync();
        bodies.EndWait();
        var third = RunAsync(bodies, hold, last);
        Gate.Of(inner).Open();
        await second;
        Assert.False(Gate.Of(last + "started").IsOpen);
        Gate.Of(outer).Open();
        Gate.Of(last).Open();

        Assert.Equal(["done", "done"], await Task.WhenAll(first, third));
    }

    [Fact]
    public async Task Failure_of_a_body_is_thrown_to_who_awaits_and_the_thread_goes_on()
    {
        var fail = _env.Task((string message) => message.Length > 0 ? throw new InvalidOperationException(message) : "well", name: "fail");

        Assert.Equal("broke", (await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Bodies(1), fail, "broke"))).Message);
        Assert.Equal("well", await RunAsync(_bodies!, fail, ""));
    }

    [Fact]
    public async Task Body_that_is_cancelled_while_it_waits_for_a_thread_never_starts()
    {
        var id = Gate.NewId();
        var hold = _env.Task((string gate) =>
        {
            Gate.Of(gate + "started").Open();
            Gate.Of(gate).Block();
            return "done";
        }, name: "hold");
        using var cancellation = new CancellationTokenSource();
        var first = RunAsync(Bodies(1), hold, id);
        await Gate.Of(id + "started").WaitAsync();
        var second = _bodies!.RunAsync(hold, Given.Json($"[\"{id}second\"]"), cancellation.Token);
        await cancellation.CancelAsync();
        Gate.Of(id).Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Soon("the second body"));
        Assert.False(Gate.Of(id + "secondstarted").IsOpen);
        Assert.Equal("done", await first);
    }

    [Fact]
    public async Task Disposed_threads_finish_what_waits_and_take_nothing_more()
    {
        var id = Gate.NewId();
        var hold = _env.Task((string gate) =>
        {
            Gate.Of(gate).Block();
            return "done";
        }, name: "hold");
        var bodies = Bodies(1);
        var runs = new[] { RunAsync(bodies, hold, id), RunAsync(bodies, hold, id) };
        bodies.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => RunAsync(bodies, hold, id));
        Gate.Of(id).Open();
        Assert.Equal(["done", "done"], await Task.WhenAll(runs).Soon("what waited"));
    }

    [Fact]
    public void Less_than_one_thread_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockingBodies(0));

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    private static async Task<string> RunAsync(BlockingBodies bodies, TaskDefinition<string, string> task, string input) =>
        task.ReadResult(await bodies.RunAsync(task, task.WriteInputs(input), CancellationToken.None).Soon($"the body of {task}"));

    private BlockingBodies Bodies(int threads) => _bodies = new BlockingBodies(threads);
}
