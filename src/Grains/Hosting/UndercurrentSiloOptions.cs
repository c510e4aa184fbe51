using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Grains;

/// <summary>How a silo runs tasks. Immutable; change it with <c>with</c> in <c>AddUndercurrent</c>.</summary>
public sealed record UndercurrentSiloOptions
{
    /// <summary>The limits of the custom context in runs and grain calls.</summary>
    public ContextLimits ContextLimits { get; init; } = ContextLimits.Default;

    /// <summary>The largest inputs or result of a call, in bytes of JSON; default 4 MiB, at most 32 MiB.</summary>
    public int MaxPayloadBytes { get; init; } = TaskHostOptions.DefaultMaxPayloadBytes;

    /// <summary>
    /// The most synchronous bodies that run at once, each on a thread; default 256. Bodies that wait for calls of theirs
    /// don't count. Threads are started when needed and end when idle.
    /// </summary>
    public int MaxBlockingThreads { get; init; } = 256;

    /// <summary>How long a cancelled run waits for bodies that don't heed their token; default 5 seconds.</summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a stopping silo lets running actions end before it signals their tokens; default 25 seconds. Behind it come
    /// the hand-over of runs to other silos, which takes up to twice <see cref="CancellationGrace"/>, and Orleans' own leaving:
    /// set <c>HostOptions.ShutdownTimeout</c> (30 seconds by default) to this, twice that, and 5 seconds.
    /// </summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Where runs are recorded, the same for all silos of the cluster; null (the default) keeps them in each silo's memory,
    /// and a run is lost with the silo that owns it. The silo doesn't dispose it.
    /// </summary>
    public RunStore? Store { get; init; }

    /// <summary>
    /// How often a silo looks for runs whose owner is gone, beside each change of the cluster, which it looks at once;
    /// default 5 seconds, from 100 milliseconds to an hour.
    /// </summary>
    public TimeSpan RecoveryInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much of ended runs each silo keeps in memory, when there is no <see cref="Store"/>.</summary>
    public InMemoryRunStoreOptions Record { get; init; } = new();

    /// <summary>For tests: spread actions never run on their caller's silo when there is another.</summary>
    internal bool KeepOffCaller { get; init; }

    /// <exception cref="ArgumentException">Names every value that is out of range.</exception>
    internal UndercurrentSiloOptions Check()
    {
        const int Largest = 32 * 1024 * 1024;
        var errors = new List<string>();
        Require(MaxPayloadBytes is >= 1 and <= Largest, $"MaxPayloadBytes is {MaxPayloadBytes:N0}; allowed are 1 to {Largest:N0}.");
        Require(MaxBlockingThreads >= 1, $"MaxBlockingThreads is {MaxBlockingThreads}; it must be at least 1.");
        Require(CancellationGrace >= TimeSpan.Zero && CancellationGrace <= TimeSpan.FromDays(1), $"CancellationGrace is {CancellationGrace}; it must be from zero to a day.");
        Require(DrainTime >= TimeSpan.Zero && DrainTime <= TimeSpan.FromDays(1), $"DrainTime is {DrainTime}; it must be from zero to a day.");
        Require(
            RecoveryInterval >= TimeSpan.FromMilliseconds(100) && RecoveryInterval <= TimeSpan.FromHours(1),
            $"RecoveryInterval is {RecoveryInterval}; it must be from 100 milliseconds to an hour.");
        Require(Record.MaxEndedRuns >= 0, $"Record.MaxEndedRuns is {Record.MaxEndedRuns}; it must not be negative.");
        Require(Record.MaxActions >= 1, $"Record.MaxActions is {Record.MaxActions}; it must be at least 1.");
        Require(Record.MaxCacheBytes >= 0, $"Record.MaxCacheBytes is {Record.MaxCacheBytes}; it must not be negative.");
        return errors.Count == 0 ? this : throw new ArgumentException("The options of AddUndercurrent are wrong: " + string.Join(" ", errors));

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
