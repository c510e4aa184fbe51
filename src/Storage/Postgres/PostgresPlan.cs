using Npgsql;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Postgres;

/// <summary>
/// Decides what a batch's entries do to the rows, and gives each its answer; the rules are those of SQLite's writer. It
/// remembers runs and open actions from one batch to the next.
/// </summary>
internal sealed partial class PostgresPlan
{
    private const int MaxRuns = 10_000;
    private const int MaxOpen = 200_000;

    private readonly PostgresRows _rows = new();
    private readonly Dictionary<RunId, KnownRun> _runs = [];

    // Of actions that go on: the row as it was committed.
    private readonly Dictionary<ActionOfRun, StoredAction> _open = [];

    // Of this batch.
    private readonly PostgresReading _read = new();
    private readonly List<KnownRun> _changed = [];
    private readonly Dictionary<ActionOfRun, PlannedAction> _planned = [];
    private long _nextNumber;
    private long _numbersEnd;

    /// <summary>Decides. It reads what it has to know first.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="entries">In their order.</param>
    /// <param name="isFresh">Whether nothing may be taken for granted: all rows of these entries are read.</param>
    public void Make(NpgsqlConnection connection, IReadOnlyList<PendingEntry> entries, bool isFresh)
    {
        _rows.Clear();
        _changed.Clear();
        _planned.Clear();
        _read.Clear();
        if (_runs.Count >= MaxRuns || _open.Count >= MaxOpen)
        {
            Forget();
        }

        foreach (var entry in entries)
        {
            Want(entry, isFresh);
        }

        _read.Read(connection, _runs);
        foreach (var entry in entries)
        {
            Apply(connection, entry);
        }

        foreach (var action in _planned.Values)
        {
            Write(action);
        }
    }

    public void AddTo(NpgsqlBatch batch) => _rows.AddTo(batch, _changed);

    /// <summary>It is committed.</summary>
    public void Keep()
    {
        _changed.ForEach(run => run.Settle());
        foreach (var (key, planned) in _planned)
        {
            if (planned.Action.EndedAt is null && planned is { Run.HasEnded: false, Events: 0 })
            {
                _open[key] = planned.Action;
            }
            else
            {
                _open.Remove(key);
            }
        }
    }

    /// <summary>It is not, or others may have written what is remembered.</summary>
    public void Forget()
    {
        _runs.Clear();
        _open.Clear();
    }

    // What nearly always is so is taken for granted, and found out by the transaction when it isn't: that a run is as it was
    // (not for a launch once more, which asks for its owner of now), and that there is no row for the first attempt of an action whose start was not written.
    private void Want(PendingEntry pending, bool isFresh)
    {
        var entry = pending.Entry;
        var isKnown = _runs.TryGetValue(entry.RunId, out var run);
        if (isFresh || (entry is RunLaunched ? isKnown : !isKnown || run!.Epoch < entry.Epoch))
        {
            _read.WantRun(entry.RunId);
        }

        var (call, isStartKnown) = entry switch
        {
            AttemptStarted started => (started.Call, true),
            AttemptEnded ended => (ended.Call, pending.Start is not null),
            _ => (null, true),
        };
        if (call is not null && (isFresh || !isStartKnown || call.Attempt > 1 || call.AncestorAttempts.Length > 0))
        {
            var key = ActionOfRun.Of(call);
            if (isFresh || !_open.ContainsKey(key))
            {
                _read.WantAction(key);
            }
        }
    }

    private void Apply(NpgsqlConnection connection, PendingEntry pending)
    {
        var entry = pending.Entry;
        if (entry is RunLaunched launched)
        {
            Launch(connection, pending, launched);
            return;
        }

        if (!_runs.TryGetValue(entry.RunId, out var run))
        {
            // Removed since: only an ended run is.
            pending.SetAnswer(entry is RunCancelRequested or ActionCancelRequested or LaunchWithdrawn ? Appended.Taken : Appended.Refused);
            return;
        }

        if (entry.Epoch != 0 && entry.Epoch != run.Epoch)
        {
            pending.SetError(new RunTakenOverException(entry.RunId, entry.Epoch));
            return;
        }

        if (entry is LaunchWithdrawn withdrawn)
        {
            _rows.Withdraw(withdrawn);
            _runs.Remove(entry.RunId);
            pending.SetAnswer(Appended.Taken);
            return;
        }

        if (run.HasEnded)
        {
            pending.SetAnswer(entry is RunCancelRequested or ActionCancelRequested or ActionReported or ActionLogged or RunWarned ? Appended.Taken : Appended.Refused);
            return;
        }

        pending.SetAnswer(entry switch
        {
            AttemptEnded ended => End(run, ended, pending.Start),
            AttemptStarted started => Start(run, started),
            ActionReported reported => Tell(run, reported.Call, reported.At, RunEventKind.Reported, reported.Line),
            ActionLogged logged => Tell(run, logged.Call, logged.At, RunEventKind.Logged, logged.Line, (long)logged.Level),
            RunWarned warned => Tell(run, warned.Call, warned.At, RunEventKind.Warned, warned.Message, warning: warned.Kind),
            RunCancelRequested => RequestCancel(run),
            ActionCancelRequested cancel => RequestCancel(run, cancel),
            RunEnded ended => EndRun(run, ended),
            _ => throw new NotSupportedException($"The run store doesn't know the entry {entry.GetType().Name}."),
        });
    }

    private void Launch(NpgsqlConnection connection, PendingEntry pending, RunLaunched launched)
    {
        var launch = launched.Launch;
        var owner = PostgresText.Of(launched.Owner);
        if (_runs.TryGetValue(launch.RunId, out var known))
        {
            // The same launch once more: it was committed before, and only the answer was lost; or another owner was faster.
            pending.SetAnswer(known.Owner == owner && known.Epoch == RunLaunch.FirstEpoch ? Appended.Taken : Appended.Refused);
            if (known.Token != launch.Token)
            {
                pending.SetError(new RunExistsException(launch.RunId));
            }

            return;
        }

        var run = new KnownRun
        {
            No = NextNumber(connection),
            Id = launch.RunId.Value,
            Epoch = RunLaunch.FirstEpoch,
            LaunchedAt = launch.LaunchedAt.UtcTicks,
            Token = launch.Token,
            Owner = owner,
            HasEnded = false,
            IsNew = true,
        };
        pending.SetAnswer(Appended.Taken);
        _runs.Add(launch.RunId, run);
        _rows.Launch(run, launched);
        Event(run, Next(run), launched.At, RunEventKind.RunLaunched, null, launch.Task, 0, null, null);
    }

    private Appended RequestCancel(KnownRun run)
    {
        Change(run);
        run.IsCancelRequested = true;
        return Appended.Taken;
    }

    private Appended RequestCancel(KnownRun run, ActionCancelRequested cancel)
    {
        Change(run);
        _rows.Cancel(run, cancel);
        return Appended.Taken;
    }

    private Appended EndRun(KnownRun run, RunEnded ended)
    {
        _rows.End(run, ended);
        Event(run, Next(run), ended.At, RunEventKind.RunEnded, null, ended.Task, 0, null, ended.Outcome.Failure?.Headline);
        run.HasEnded = true;
        return Appended.Taken;
    }

    private Appended Tell(KnownRun run, ActionCall call, DateTimeOffset at, RunEventKind kind, string message, long? state = null, RunWarningKind? warning = null)
    {
        Event(run, Next(run), at, kind, call.ActionId, call.Task, call.Attempt, state, message, warning);
        return Appended.Taken;
    }

    private int Next(KnownRun run)
    {
        Change(run);
        return run.Next();
    }

    private void Change(KnownRun run)
    {
        if (run.Change())
        {
            _changed.Add(run);
        }
    }

    private void Event(
        KnownRun run, int place, DateTimeOffset at, RunEventKind kind, ActionId? action, string task, int attempt, long? state, string? message,
        RunWarningKind? warning = null) => _rows.Event(run, place, null, at.UtcTicks, kind, action, task, attempt, state, message, warning);

    private long NextNumber(NpgsqlConnection connection)
    {
        if (_nextNumber == _numbersEnd)
        {
            using var command = new NpgsqlCommand("SELECT nextval('run_numbers')", connection);
            _nextNumber = (long)command.ExecuteScalar()!;
            _numbersEnd = _nextNumber + PostgresReading.RunNumbers;
        }

        return _nextNumber++;
    }
}
