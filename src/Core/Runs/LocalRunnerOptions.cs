using Microsoft.Extensions.Logging;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent;

/// <summary>How a <see cref="LocalRunner"/> works. Immutable.</summary>
public sealed record LocalRunnerOptions
{
    /// <summary>Services for task classes and <see cref="TaskContext.Services"/>; null for none. The runner doesn't dispose them.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Where logs go; null takes the one in <see cref="Services"/>, else none.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The limits of the custom context in its runs.</summary>
    public ContextLimits ContextLimits { get; init; } = ContextLimits.Default;

    /// <summary>The largest inputs or result of a call, in bytes of JSON; default 4 MiB.</summary>
    public int MaxPayloadBytes { get; init; } = TaskHostOptions.DefaultMaxPayloadBytes;

    /// <summary>
    /// The most synchronous bodies that run at once, each on a thread; default 256. Bodies that wait for calls of theirs
    /// don't count. Threads are started when needed and end when idle.
    /// </summary>
    public int MaxBlockingThreads { get; init; } = 256;

    /// <summary>How long a cancelled run waits for bodies that don't heed their token; default 5 seconds.</summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Who launches, for the record; null takes user and machine.</summary>
    public string? LaunchedBy { get; init; }

    /// <summary>
    /// Where runs are recorded; null (the default) keeps them in memory, and they are gone with the process. With a durable
    /// store (<c>SqliteRunStore.OpenAsync</c>) they survive it. The runner doesn't dispose it. A store for clusters
    /// (PostgreSQL) is refused: it can't tell which processes live, and leaves that to the cluster's membership.
    /// </summary>
    public RunStore? Store { get; init; }

    /// <summary>How much of ended runs is kept in memory, when there is no <see cref="Store"/>.</summary>
    public InMemoryRunStoreOptions Record { get; init; } = new();

    /// <exception cref="ArgumentException">Names every value that is out of range.</exception>
    internal void Check()
    {
        var errors = new List<string>();
        Require(MaxPayloadBytes >= 1, $"MaxPayloadBytes is {MaxPayloadBytes}; it must be at least 1.");
        Require(MaxBlockingThreads >= 1, $"MaxBlockingThreads is {MaxBlockingThreads}; it must be at least 1.");
        Require(CancellationGrace >= TimeSpan.Zero && CancellationGrace <= TimeSpan.FromDays(1), $"CancellationGrace is {CancellationGrace}; it must be from zero to a day.");
        Require(
            Store is null or { Store: { IsShared: false } or { KnowsOwners: true } },
            "Store is one for the silos of a cluster, which can't tell which processes live; use SqliteRunStore for runs in a process.");
        Require(Record.MaxEndedRuns >= 0, $"Record.MaxEndedRuns is {Record.MaxEndedRuns}; it must not be negative.");
        Require(Record.MaxActions >= 1, $"Record.MaxActions is {Record.MaxActions}; it must be at least 1.");
        Require(Record.MaxCacheBytes >= 0, $"Record.MaxCacheBytes is {Record.MaxCacheBytes}; it must not be negative.");
        if (errors.Count > 0)
        {
            throw new ArgumentException("The options of the LocalRunner are wrong: " + string.Join(" ", errors));
        }

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
