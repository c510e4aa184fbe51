using System.Runtime.InteropServices;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Storage.Journal;

/// <summary>
/// Starts of attempts that are not written yet. Most attempts end within a blink, and then their end alone is written, with
/// what their start said; only the start of one that takes longer is written on its own. Thread-safe.
/// </summary>
/// <param name="write">Writes a start on its own; it must not block.</param>
internal sealed class HeldStarts(Action<AttemptStarted> write)
{
    private readonly Lock _gate = new();

    // Nothing else keeps them, no list by age for instance: what ends at once must be garbage at once.
    private readonly Dictionary<RunId, Dictionary<Key, Held>> _runs = [];

    /// <param name="started">The start.</param>
    /// <param name="now">The time stamp of this moment.</param>
    public void Add(AttemptStarted started, long now)
    {
        lock (_gate)
        {
            ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(_runs, started.RunId, out _);
            run ??= [];
            run.TryAdd(Key.Of(started.Call), new Held(started, now));
        }
    }

    /// <summary>The start of the attempt that ends, when it was held back.</summary>
    public AttemptStarted? Take(ActionCall call)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(call.RunId, out var run) || !run.Remove(Key.Of(call), out var held))
            {
                return null;
            }

            ForgetIfEmpty(call.RunId, run);
            return held.Started;
        }
    }

    /// <summary>Writes the start of an attempt now, when it was held back: something of it comes next.</summary>
    public void Write(ActionCall call)
    {
        lock (_gate)
        {
            // Inside the lock: what comes next must come behind it.
            if (Take(call) is { } started)
            {
                write(started);
            }
        }
    }

    /// <summary>Writes those that were held back at or before a time stamp, the oldest first.</summary>
    public void WriteUntil(long timestamp)
    {
        lock (_gate)
        {
            // All of them are looked at: there are no more than began since the last time, and those that it left.
            var old = new List<Held>();
            foreach (var run in _runs.Values)
            {
                foreach (var held in run.Values)
                {
                    if (held.Since <= timestamp)
                    {
                        old.Add(held);
                    }
                }
            }

            old.Sort(static (one, other) => one.Since.CompareTo(other.Since));
            foreach (var held in old)
            {
                Write(held.Started.Call);
            }
        }
    }

    /// <summary>Writes those of a run: its end comes next.</summary>
    public void WriteRun(RunId runId)
    {
        lock (_gate)
        {
            if (_runs.Remove(runId, out var run))
            {
                foreach (var held in run.Values)
                {
                    write(held.Started);
                }
            }
        }
    }

    private void ForgetIfEmpty(RunId runId, Dictionary<Key, Held> run)
    {
        if (run.Count == 0)
        {
            _runs.Remove(runId);
        }
    }

    private readonly record struct Key(ActionId ActionId, int Attempt, string AncestorAttempts, long Epoch)
    {
        public static Key Of(ActionCall call) => new(call.ActionId, call.Attempt, call.AncestorAttempts, call.Epoch);

        // The other parts are nearly always the same.
        public override int GetHashCode() => ActionId.GetHashCode();
    }

    private readonly record struct Held(AttemptStarted Started, long Since);
}
