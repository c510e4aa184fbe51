using Microsoft.Data.Sqlite;
using SQLitePCL;
using Undercurrent.Records;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Sqlite;

/// <summary>
/// Writes the journal's batches: prepared statements on one connection, one transaction a batch. Used on the journal's
/// thread only.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private const int MaxRuns = 10_000;

    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly List<SqliteStatement> _statements = [];
    private Dictionary<RunId, WrittenRun> _runs = [];

    // Known before others wrote; what they have of a run still holds when nothing of it was written since.
    private Dictionary<RunId, WrittenRun> _forgotten = [];
    private readonly List<WrittenRun> _changed = [];
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _version;
    private long _seenVersion = -1;

    /// <param name="connection">The one that writes; it is disposed with this.</param>
    /// <param name="mostRecent">See <see cref="MostRecentOfARun"/>; another for tests.</param>
    public SqliteWriter(SqliteConnection connection, int mostRecent = MostRecentOfARun)
    {
        (_connection, _mostRecent) = (connection, mostRecent);
        _database = connection.Handle!;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _version = Prepare("PRAGMA data_version");
        PrepareRuns();
        PrepareActions();
        PrepareSlow();
        PrepareCancels();
        PrepareIds();
    }

    /// <summary>See <see cref="Databases.IRunDatabase.Commit"/>.</summary>
    public void Commit(JournalBatch batch) => InTransaction(() =>
    {
        foreach (var entry in batch.Entries)
        {
            Apply(entry);
        }

        ListWhatIsDue();
        return true;
    });

    /// <summary>Does something else in a transaction; what is known of runs may not hold behind it.</summary>
    public T Write<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            return InTransaction(() => work(_connection));
        }
        finally
        {
            Forget();
        }
    }

    /// <summary>Does something else in a transaction that changes nothing of what is known of runs.</summary>
    public T WriteBeside<T>(Func<SqliteConnection, T> work) => InTransaction(() => work(_connection));

    public void Dispose()
    {
        ListAtClose();
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private T InTransaction<T>(Func<T> work)
    {
        _begin.Run();
        try
        {
            ForgetIfOthersWrote();
            var result = work();
            _commit.Run();
            return result;
        }
        catch
        {
            // What was written of them is undone.
            Forget();
            _forgotten = [];
            _recent = 0;
            foreach (var statement in _statements)
            {
                // One may be half bound, or in the midst of its rows.
                statement.Reset();
            }

            if (raw.sqlite3_get_autocommit(_database) == 0)
            {
                _rollback.Run();
            }

            throw;
        }
    }

    private void Apply(PendingEntry pending)
    {
        if (pending.Entry is RunLaunched launched)
        {
            Launch(pending, launched);
            return;
        }

        if (FindRun(pending.Entry.RunId) is not { } run)
        {
            // Removed since: only an ended run is.
            pending.SetAnswer(pending.Entry is RunCancelRequested or ActionCancelRequested ? Appended.Taken : Appended.Refused);
            return;
        }

        var entry = pending.Entry;
        if (entry.Epoch != 0 && entry.Epoch != run.Epoch)
        {
            pending.SetError(new RunTakenOverException(entry.RunId, entry.Epoch));
            return;
        }

        if (entry is LaunchWithdrawn withdrawn)
        {
            Withdraw(run, withdrawn);
        }
        else if (run.HasEnded)
        {
            pending.SetAnswer(entry is RunCancelRequested or ActionCancelRequested or ActionReported or ActionLogged or RunWarned ? Appended.Taken : Appended.Refused);
            return;
        }

        var wasChanged = run.IsChanged;
        pending.SetAnswer(entry switch
        {
            AttemptEnded ended => End(run, ended, pending.Start),
            AttemptStarted started => StartSlowly(run, started),
            ActionReported reported => Report(run, reported),
            ActionLogged logged => Log(run, logged),
            RunWarned warned => Warn(run, warned),
            RunCancelRequested => RequestCancel(run),
            ActionCancelRequested cancel => RequestCancel(run, cancel),
            RunEnded ended => EndRun(run, ended),
            LaunchWithdrawn => Appended.Taken,
            _ => throw new NotSupportedException($"The run store doesn't know the entry {entry.GetType().Name}."),
        });
        if (run.IsChanged && !wasChanged)
        {
            _changed.Add(run);
        }
    }

    private WrittenRun? FindRun(RunId runId)
    {
        if (_runs.TryGetValue(runId, out var known))
        {
            return known;
        }

        _findRun.Text(runId.Value);
        var run = !_findRun.Step() ? null : new WrittenRun
        {
            Id = runId.Value,
            No = _findRun.GetLong(0),
            Task = _findRun.GetText(1)!,
            Epoch = _findRun.GetLong(2),
            Sequence = _findRun.GetLong(3),
            HasEnded = !_findRun.IsNull(4),
            LaunchedAt = _findRun.GetLong(5),
            Listed = _findRun.GetLong(6),
        };
        _findRun.Reset();
        if (run is not null)
        {
            run.Recent = run.HasEnded ? run.Recent : RecentOf(runId, run.No, run.Sequence, run.Listed);
            Remember(runId, run);
        }

        return run;
    }

    private void Remember(RunId runId, WrittenRun run)
    {
        // What has changed in this transaction is in the other list too.
        if (_runs.Count >= MaxRuns && _changed.Count == 0)
        {
            Forget();
        }

        _runs[runId] = run;
    }

    private void Forget()
    {
        if (_runs.Count > 0)
        {
            (_forgotten, _runs) = (_runs, []);
            _recent = _forgotten.Values.Sum(static run => run.Recent.Count);
        }

        _changed.Clear();
    }

    private void ForgetIfOthersWrote()
    {
        _version.Step();
        var version = _version.GetLong(0);
        _version.Reset();
        if (version != _seenVersion)
        {
            Forget();
            _seenVersion = version;
        }
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(_database, sql);
        _statements.Add(statement);
        return statement;
    }
}
