using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>What both sides of a call share in one process: one for each runner or silo. Thread-safe.</summary>
internal sealed class TaskHost
{
    private RunLines? _lines;

    /// <summary>Names this process or silo in the record of attempts.</summary>
    public required string Name { get; init; }

    public required TaskHostOptions Options { get; init; }

    public required IServiceProvider Services { get; init; }

    public required ILoggerFactory LoggerFactory { get; init; }

    public required TimeProvider Time { get; init; }

    public required IRunStore Store { get; init; }

    /// <summary>Cached results: the store's own, unless the silos of a cluster have a store each.</summary>
    public ICacheStore Cache
    {
        get => field ?? Store.Cache;
        init;
    }

    /// <summary>The tasks of which it was said that their results are too large for the cache.</summary>
    public ConcurrentDictionary<string, bool> UncachedTasks { get; } = new(StringComparer.Ordinal);

    public required TaskCatalog Catalog { get; init; }

    public required BlockingBodies BlockingBodies { get; init; }

    /// <summary>Set once, right after construction: engine and runner need the host themselves.</summary>
    public ITaskEngine Engine { get; set; } = null!;

    /// <inheritdoc cref="Engine"/>
    public IRunner Runner { get; set; } = null!;

    /// <summary>
    /// Tells the other silos that a run has ended while bodies of it still ran: where each silo has a record of its own, it
    /// learns only so that its part is over. Never faults. In one process there is nobody to tell.
    /// </summary>
    public Func<RunEnded, Task> AnnounceEndAsync { get; init; } = static _ => Task.CompletedTask;

    /// <summary>
    /// Asks the other silos for an answer that was sent to a run, where each silo has a record of its own. Never faults. Null
    /// where there is nobody to ask.
    /// </summary>
    public Func<RunId, string, Task<Signal?>>? FindSignalElsewhereAsync { get; init; }

    /// <summary>Names this process or silo as the owner of runs: see <see cref="IRunStore.HoldOwner"/>.</summary>
    public string Owner { get; init; } = "";

    /// <summary>See <see cref="RunLaunched"/>.</summary>
    public string Scope { get; init; } = "";

    /// <summary>
    /// Whether a run that this process can't finish before it stops waits for somebody to ask for it. On a cluster another
    /// silo takes it over at once.
    /// </summary>
    public bool WaitsWhenGivenUp { get; init; }

    /// <summary>Signalled when the process begins to stop: a long body's token heeds it.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Who gives actions their places where the number at a time is limited.</summary>
    public ILimits Limits { get; init; } = new LocalLimits();

    public GuardStep Guard => field ??= new GuardStep(this);

    public ActionCancels Cancels { get; } = new();

    /// <summary>What task code logs, where that is recorded.</summary>
    public RunLines Lines => _lines ?? Interlocked.CompareExchange(ref _lines, new RunLines(Store.AppendAsync, Time), null) ?? _lines;

    public ILogger Log => field ??= LoggerFactory.CreateLogger("Undercurrent.Execution");
}
