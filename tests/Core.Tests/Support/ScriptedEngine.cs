using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Support;

/// <summary>An engine that answers attempts from a script, recording each start as the executing side would.</summary>
internal sealed class ScriptedEngine : ITaskEngine
{
    private readonly Queue<Func<ActionCall, Outcome>> _script = new();

    public ScriptedEngine(TaskCatalog catalog, TimeProvider? time = null, ICacheStore? cache = null, ILoggerFactory? log = null, Func<IRunStore, IRunStore>? around = null)
    {
        var store = new InMemoryRunStore(new InMemoryRunStoreOptions(), time);
        Host = new TaskHost
        {
            Name = "scripted",
            Options = new TaskHostOptions(),
            Services = new ServiceCollection().BuildServiceProvider(),
            LoggerFactory = log ?? NullLoggerFactory.Instance,
            Time = time ?? new ManualTime(),
            Store = around?.Invoke(store) ?? store,
            Cache = cache ?? store.Cache,
            Catalog = catalog,
            BlockingBodies = new BlockingBodies(1),
            Engine = this,
        };
    }

    public TaskHost Host { get; }

    /// <summary>The calls that it was asked to execute.</summary>
    public ConcurrentQueue<ActionCall> Calls { get; } = new();

    public ScriptedEngine Then(Func<ActionCall, Outcome> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public ScriptedEngine ThenLost() => Then(_ => Outcome.Lost(Given.Failure("the silo is gone")));

    public ScriptedEngine ThenFailed(bool canRetry = true) => Then(call => Outcome.Failed(Given.Failure($"attempt {call.Attempt}"), canRetry));

    public ScriptedEngine ThenSucceeded() => Then(_ => Outcome.Succeeded(Given.Json("\"done\"")));

    public async Task<Outcome> ExecuteAsync(ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        await Host.Store.AppendAsync(new AttemptStarted(call, Host.Name, Host.Time.GetUtcNow()));
        var outcome = _script.Dequeue()(call);
        if (outcome.Kind != OutcomeKind.Lost)
        {
            // Of a lost attempt nobody is left to record the end.
            await Host.Store.AppendAsync(new AttemptEnded(call, outcome, Host.Time.GetUtcNow()));
        }

        return outcome;
    }
}
