using System.Diagnostics.CodeAnalysis;
using SQLitePCL;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Sqlite;

/// <content>Entries about a run itself, and what only adds an event.</content>
internal sealed partial class SqliteWriter
{
    /// <summary>See <see cref="Databases.IRunDatabase.LastSequence"/>: while a run goes on, <c>runs.seq</c> is not written with each of its events.</summary>
    public static readonly string LastSequence = $"max(runs.seq, {LastOf("actions")}, {LastOf("events")})";

    private SqliteStatement _findRun;
    private SqliteStatement _insertRun;
    private SqliteStatement _findToken;
    private SqliteStatement _insertDetails;
    private SqliteStatement _insertMark;
    private SqliteStatement _insertEvent;
    private SqliteStatement _requestCancel;
    private SqliteStatement _endRun;
    private SqliteStatement _endDetails;
    private SqliteStatement _abandon;
    private SqliteStatement _insertPayload;

    [MemberNotNull(
        nameof(_findRun), nameof(_insertRun), nameof(_findToken), nameof(_insertDetails), nameof(_insertMark),
        nameof(_insertEvent), nameof(_requestCancel), nameof(_endRun), nameof(_endDetails), nameof(_abandon), nameof(_insertPayload))]
    private void PrepareRuns()
    {
        _findRun = Prepare($"SELECT no, task, epoch, {LastSequence}, ended_at, launched_at, listed FROM runs WHERE id = ?");
        _insertRun = Prepare(
            "INSERT INTO runs (id, task, state, launched_at, owner, scope, epoch, token, root, seq) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (id) DO NOTHING");
        _findToken = Prepare("SELECT token, owner, epoch FROM runs WHERE id = ?");
        _insertDetails = Prepare(
            "INSERT INTO run_details (run_no, launched_by, labels, context, launch, inputs, inputs_size) VALUES (?, ?, ?, ?, ?, ?, ?)");
        _insertMark = Prepare("INSERT OR IGNORE INTO run_marks (mark, launched_at, run_id, run_no) VALUES (?, ?, ?, ?)");
        _insertEvent = Prepare(
            "INSERT INTO events (no, at, kind, action, task, attempt, state, message, warning) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _requestCancel = Prepare("UPDATE runs SET cancel_requested = 1 WHERE no = ?");
        _endRun = Prepare("UPDATE runs SET state = ?, ended_at = ?, seq = ? WHERE no = ?");
        _endDetails = Prepare("UPDATE run_details SET output = ?, output_size = ?, failure = ? WHERE run_no = ?");
        _abandon = Prepare(
            "UPDATE actions SET state = 5, ended_at = ?, attempt_state = CASE attempt_state WHEN 0 THEN 5 ELSE attempt_state END "
            + "WHERE run_no = ? AND state IN (0, 1) AND state <> 2");
        _insertPayload = Prepare("INSERT OR REPLACE INTO payloads (run_no, action, kind, bytes) VALUES (?, ?, ?, ?)");
    }

    private static string LastOf(string table) =>
        $"coalesce((SELECT max(no) FROM {table} WHERE no > (runs.no << 32) AND no < ((runs.no + 1) << 32)) & 4294967295, 0)";

    private void Launch(PendingEntry pending, RunLaunched launched)
    {
        var launch = launched.Launch;
        var inserted = _insertRun.Text(launch.RunId.Value).Text(launch.Task).Long(launch.LaunchedAt.UtcTicks).Text(launched.Owner)
            .Text(launched.Scope).Long(RunLaunch.FirstEpoch).Text(launch.Token).Blob(ActionKey.Of(launch.ToRootCall().ActionId)).Run();
        if (inserted == 0)
        {
            // The same launch once more: it was committed before, and only the answer was lost; or another owner was faster.
            _findToken.Text(launch.RunId.Value).Step();
            var isSame = _findToken.GetText(0) == launch.Token;
            var isOwn = _findToken.GetText(1) == launched.Owner && _findToken.GetLong(2) == RunLaunch.FirstEpoch;
            _findToken.Reset();
            pending.SetAnswer(isOwn ? Appended.Taken : Appended.Refused);
            if (!isSame)
            {
                pending.SetError(new RunExistsException(launch.RunId));
            }

            return;
        }

        var run = new WrittenRun
        {
            No = raw.sqlite3_last_insert_rowid(_database),
            Id = launch.RunId.Value,
            Task = launch.Task,
            Epoch = RunLaunch.FirstEpoch,
            LaunchedAt = launch.LaunchedAt.UtcTicks,
            HasEnded = false,
            Sequence = 1,
        };
        Remember(launch.RunId, run);
        _insertDetails.Long(run.No).Text(launch.LaunchedBy).Text(StoredText.Of(launch.Labels)).Blob(launch.Context.Masked.Packed).Text(LaunchDetails.ToJson(launch));
        BindPayload(_insertDetails, launch.Inputs).Run();
        KeepApart(run, default, Payloads.Inputs, launch.Inputs);
        foreach (var (name, value) in launch.Labels)
        {
            Mark(run, RunMarks.Label(name, value));
        }

        foreach (var entry in launch.Context.Masked.EntrySpan)
        {
            Mark(run, RunMarks.LaunchContext(entry.Key, entry.Value));
            Mark(run, RunMarks.AnyContext(entry.Key, entry.Value));
        }

        Event(RowNumber.Of(run.No, 1), launched.At, RunEventKind.RunLaunched, null, launch.Task, 0, null, null);
        pending.SetAnswer(Appended.Taken);
    }

    private Appended EndRun(WrittenRun run, RunEnded ended)
    {
        var failure = ended.Outcome.Failure;
        var output = Payloads.OutputOf(ended.Outcome);
        var no = run.NextRow();
        _endRun.Long((int)RunStates.After(ended.Outcome.Kind)).Long(ended.At.UtcTicks).Long(run.Sequence).Long(run.No).Run();
        BindPayload(_endDetails, output).Text(StoredText.Of(failure)).Long(run.No).Run();
        KeepApart(run, default, Payloads.Output, output ?? default);
        _abandon.Long(ended.At.UtcTicks).Long(run.No).Run();
        foreach (var word in ErrorWords.Of(failure))
        {
            Mark(run, RunMarks.Word(word));
        }

        Event(no, ended.At, RunEventKind.RunEnded, null, ended.Task, 0, null, failure?.Headline);
        run.HasEnded = true;
        return Appended.Taken;
    }

    private Appended RequestCancel(WrittenRun run)
    {
        _requestCancel.Long(run.No).Run();
        return Appended.Taken;
    }

    private Appended Report(WrittenRun run, ActionReported reported)
    {
        var call = reported.Call;
        Event(run.NextRow(), reported.At, RunEventKind.Reported, call.ActionId, call.Task, call.Attempt, null, reported.Line);
        return Appended.Taken;
    }

    private Appended Log(WrittenRun run, ActionLogged logged)
    {
        var call = logged.Call;
        Event(run.NextRow(), logged.At, RunEventKind.Logged, call.ActionId, call.Task, call.Attempt, (long)logged.Level, logged.Line);
        return Appended.Taken;
    }

    private Appended Warn(WrittenRun run, RunWarned warned)
    {
        var call = warned.Call;
        Event(run.NextRow(), warned.At, RunEventKind.Warned, call.ActionId, call.Task, call.Attempt, null, warned.Message, (int)warned.Kind);
        return Appended.Taken;
    }

    private void Withdraw(WrittenRun run, LaunchWithdrawn withdrawn)
    {
        _findToken.Text(withdrawn.RunId.Value).Step();
        var isSame = _findToken.GetText(0) == withdrawn.Token;
        _findToken.Reset();
        if (isSame && !run.HasEnded)
        {
            foreach (var sql in (string[])["INSERT INTO removals VALUES (?)", "DELETE FROM run_marks WHERE run_no = ?", "DELETE FROM run_details WHERE run_no = ?", "DELETE FROM runs WHERE no = ?"])
            {
                using var statement = new SqliteStatement(_database, sql);
                statement.Long(run.No).Run();
            }

            _runs.Remove(withdrawn.RunId);
        }
    }

    private void Mark(WrittenRun run, byte[] mark) => _insertMark.Blob(mark).Long(run.LaunchedAt).Text(run.Id).Long(run.No).Run();

    private void Event(
        long no, DateTimeOffset at, RunEventKind kind, ActionId? action, string task, int attempt, long? state, string? message, long? warning = null)
    {
        _insertEvent.Long(no).Long(at.UtcTicks).Long((int)kind);
        _ = action is { } id ? _insertEvent.Blob(ActionKey.Of(id)) : _insertEvent.Null();
        _insertEvent.Text(task).Long(attempt).Long(state).Text(StoredText.Clean(message)).Long(warning).Run();
    }

    // Two columns: the bytes, unless they are kept apart or there are none, and how many.
    private static SqliteStatement BindPayload(SqliteStatement statement, ReadOnlyMemory<byte>? bytes) => bytes switch
    {
        null => statement.Null().Null(),
        { Length: > Payloads.MaxInline } large => statement.Null().Long(large.Length),
        { } small => statement.Blob(small.Span).Long(small.Length),
    };

    private void KeepApart(WrittenRun run, ReadOnlySpan<byte> action, long kind, ReadOnlyMemory<byte> bytes)
    {
        if (Payloads.IsApart(bytes.Length))
        {
            _insertPayload.Long(run.No).Blob(action).Long(kind).Blob(bytes.Span).Run();
        }
    }
}
