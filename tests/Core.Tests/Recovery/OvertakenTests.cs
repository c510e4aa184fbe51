using System.Collections.Concurrent;
using System.Text;
using Undercurrent.Conformance;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>A caller that was thought lost runs twice for a moment, and both executions call the same child.</summary>
public sealed class OvertakenTests
{
    private static readonly TaskEnvironment Env = new("core_tests_overtaken");
    private static readonly ConcurrentDictionary<string, ActionCall> Calls = new(StringComparer.Ordinal);

    /// <summary>Waits in its first attempt; tells which one it is.</summary>
    public static readonly TaskDefinition<string, string> Child = Env.Task(async (string id) =>
    {
        var attempt = TaskContext.Current.Attempt;
        if (Calls.TryAdd(id, TaskContext.Current.Open.Call))
        {
            Gate.Of(id + "started").Open();
            await Gate.Of(id).WaitAsync();
        }

        return $"attempt {attempt}";
    });

    public static readonly TaskDefinition<string, string> Caller = Env.Task(async (string id) => await Child.Run(id));

    [Fact]
    public async Task Attempt_that_another_caller_recorded_as_lost_gives_its_own_caller_no_outcome_that_is_not_recorded()
    {
        var id = Gate.NewId();
        await using var record = new InMemoryRunStore(new InMemoryRunStoreOptions()) { IsShared = true };
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(record) });
        var run = await runner.StartAsync(Caller, id);
        await Gate.Of(id + "started").WaitAsync();
        var call = Calls[id];

        // As the other execution of the caller does whose own attempt of that number went to a silo that died.
        var lost = Outcome.Lost(new TaskFailure { Type = "Lost", Message = "Its silo died.", Task = call.Task, ActionId = call.ActionId });
        Assert.Equal(Appended.Taken, await record.AppendAsync(new AttemptEnded(call with { MayRetry = true }, lost, TimeProvider.System.GetUtcNow())));
        Gate.Of(id).Open();

        var result = await run.ResultAsync().Soon("the result");
        var child = (await runner.Records.GetActionAsync(run.RunId, call.ActionId))!;
        Assert.Equal(ActionState.Succeeded, child.State);
        Assert.Equal(Encoding.UTF8.GetString(child.Output!.Value.Span), $"\"{result}\"");
        Assert.Equal("attempt 2", result);
    }
}
