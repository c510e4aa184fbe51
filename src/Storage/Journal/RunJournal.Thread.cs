using System.Diagnostics;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Journal;

/// <content>Its thread: takes what has gathered, commits it, tells who waits.</content>
internal sealed partial class RunJournal
{
    private static readonly long MomentInTicks = Stopwatch.Frequency / 10_000;

    // Who waits for so few is told by the journal's own thread.
    private const int ToldHere = 16;

    // How long entries that nobody waits for are left, and how many of them: a commit for each few would keep disk and processor
    // from those who do wait.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);
    private const int EnoughAtOnce = 256;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private void Run()
    {
        try
        {
            var batch = new List<PendingEntry>();
            while (TakeNext(batch, out var work))
            {
                if (work is not null)
                {
                    RunWork(work);
                }
                else
                {
                    Commit(batch);
                    Leave(batch);
                }
            }
        }
        finally
        {
            _ended.SetResult();
        }
    }

    // A caller that calls one action after the other comes back with the next entry within a moment of the last commit; to
    // sleep and be woken would cost it more than that.
    private void LookForAMoment()
    {
        var until = Stopwatch.GetTimestamp() + MomentInTicks;
        while (Volatile.Read(ref _entries) == 0 && Stopwatch.GetTimestamp() < until)
        {
            Thread.SpinWait(20);
        }
    }

    private bool MayLinger => !_isWaitedFor && _queue.Count < EnoughAtOnce && _closedSince is null;

    /// <summary>Waits for entries, or for one work; false at the end.</summary>
    private bool TakeNext(List<PendingEntry> batch, out IJournalWork? work)
    {
        work = null;
        batch.Clear();
        LookForAMoment();
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (_closedSince is not null)
                {
                    return false;
                }

                _isIdle = true;
                Monitor.Wait(_gate);
            }

            _isIdle = false;
            if (MayLinger)
            {
                _lingers = true;
                Monitor.Wait(_gate, Moment);
                _lingers = false;
            }

            if (_queue.Peek() is IJournalWork first)
            {
                _queue.Dequeue();
                _isWaitedFor &= _queue.Count > 0;
                work = first;
                return true;
            }

            var bytes = 0L;
            while (batch.Count < _options.MaxBatch && _queue.TryPeek(out var next) && next is PendingEntry entry
                && (batch.Count == 0 || bytes + entry.Payload <= _database.MaxBatchBytes))
            {
                _queue.Dequeue();
                batch.Add(entry);
                bytes += entry.Payload;
            }

            // Of what is left, somebody may wait for some.
            _isWaitedFor &= _queue.Count > 0;
            return true;
        }
    }

    private void Leave(List<PendingEntry> batch)
    {
        lock (_gate)
        {
            _entries -= batch.Count;
            foreach (var entry in batch)
            {
                _bytes -= entry.Size;
            }
        }
    }

    private void Commit(List<PendingEntry> entries)
    {
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            var batch = new JournalBatch(entries.FindAll(static entry => entry.TryBeginCommit()));
            if (batch.Entries.Count == 0)
            {
                return;
            }

            try
            {
                _database.Commit(batch);
                SayBack();
                _committed(batch);
                Complete(batch);
                return;
            }
            catch (DatabaseAwayException exception)
            {
                SayAway(exception);
                TakeBack(batch);
                if (!Pause(pause))
                {
                    Fail(batch, NotWritten(exception));
                    return;
                }
            }
            catch (Exception exception) when (batch.Entries.Count == 1)
            {
                StorageLog.EntryRefused(_log, batch.Entries[0].Entry.GetType().Name, batch.Entries[0].Entry.RunId, exception);
                Fail(batch, exception);
                return;
            }
            catch (Exception)
            {
                // One of them breaks it: each half on its own, until it stands alone.
                TakeBack(batch);
                var half = batch.Entries.Count / 2;
                Commit([.. batch.Entries.Take(half)]);
                Commit([.. batch.Entries.Skip(half)]);
                return;
            }
        }
    }

    private void RunWork(IJournalWork work)
    {
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                work.Run();
                SayBack();
                return;
            }
            catch (DatabaseAwayException exception)
            {
                SayAway(exception);
                if (!Pause(pause))
                {
                    work.Fail(NotWritten(exception));
                    return;
                }
            }
        }
    }

    private static void TakeBack(JournalBatch batch)
    {
        foreach (var entry in batch.Entries)
        {
            entry.EndFailedCommit();
        }
    }

    private static void Complete(JournalBatch batch)
    {
        if (batch.Entries.Count <= ToldHere)
        {
            Tell(batch);
        }
        else
        {
            // To wake thousands takes as long as to write them: meanwhile the next are written.
            ThreadPool.UnsafeQueueUserWorkItem(Tell, batch, preferLocal: false);
        }
    }

    private static void Tell(JournalBatch batch)
    {
        foreach (var entry in batch.Entries)
        {
            entry.Complete();
        }
    }

    private static void Fail(JournalBatch batch, Exception exception)
    {
        foreach (var entry in batch.Entries)
        {
            entry.SetError(exception);
            entry.Complete();
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private StoreUnavailableException NotWritten(Exception exception) =>
        new($"The run store {_database.Name} was closed while it could not be written; what it had still to record is lost: {exception.Message}", exception);

    // False when it is to end, and has tried for long enough.
    private bool Pause(TimeSpan pause)
    {
        lock (_gate)
        {
            if (_closedSince is { } since && _options.Time.GetElapsedTime(since) >= _options.CloseLimit)
            {
                return false;
            }

            Monitor.Wait(_gate, pause);
            return true;
        }
    }

    private void SayAway(DatabaseAwayException exception)
    {
        if (_away is null)
        {
            StorageLog.Away(_log, _database.Name, exception.Message);
        }

        _away = exception;
    }

    private void SayBack()
    {
        if (_away is not null)
        {
            _away = null;
            StorageLog.Back(_log, _database.Name);
        }
    }
}
