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
    private readonly Dictionary<RunId, Dictionary<Key, Held>> _runs = [];

    // By age. One that has ended meanwhile stays until its turn.
    private readonly Queue<Held> _byAge = new();

    /// <param name="started">The start.</param>
    /// <param name="now">The time stamp of this moment.</param>
    public void Add(AttemptStarted started, long now)
    {
        var held = new Held(started, now);
        lock (_gate)
        {
            ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(_runs, started.RunId, out _);
            run ??= [];
            if (run.TryAdd(Key.Of(started.Call), held))
            {
                _byAge.Enqueue(held);
            }
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
            held.IsDone = true;
            return held.Started;
        }
    }

    /// <summary>Writes the start of an attempt now, when it was held back: something of it comes next.</summary>
    public void Write(ActionCall call)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(call.RunId, out var run) && run.Remove(Key.Of(call), out var held))
            {
                held.IsDone = true;
                write(held.Started);
                ForgetIfEmpty(call.RunId, run);
            }
        }
    }

    /// <summary>Writes those that were held back at or before a time stamp.</summary>
    public void WriteUntil(long timestamp)
    {
        lock (_gate)
        {
            while (_byAge.TryPeek(out var oldest) && (oldest.IsDone || oldest.Since <= timestamp))
            {
                _byAge.Dequeue();
                if (!oldest.IsDone && _runs.TryGetValue(oldest.Started.RunId, out var run) && run.Remove(Key.Of(oldest.Started.Call)))
                {
                    // Inside the lock: the end of the attempt must come behind it.
                    write(oldest.Started);
                    ForgetIfEmpty(oldest.Started.RunId, run);
                }
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
                    held.IsDone = true;
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
    }

    private sealed class Held(AttemptStarted started, long since)
    {
        public AttemptStarted Started => started;

        public long Since => since;

        public bool IsDone { get; set; }
    }
}
