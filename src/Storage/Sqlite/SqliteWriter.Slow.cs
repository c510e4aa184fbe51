using System.Diagnostics.CodeAnalysis;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Sqlite;

/// <content>
/// The slow path: starts that are written on their own, further attempts, calls of retried ancestors. It reads the row,
/// decides by <see cref="StoredAction"/>, and writes each event as a row of its own.
/// </content>
internal sealed partial class SqliteWriter
{
    private SqliteStatement _findAction;
    private SqliteStatement _insertOpen;
    private SqliteStatement _updateAction;
    private SqliteStatement _insertAttempt;

    [MemberNotNull(nameof(_findAction), nameof(_insertOpen), nameof(_updateAction), nameof(_insertAttempt))]
    private void PrepareSlow()
    {
        _findAction = Prepare(
            "SELECT no, state, ancestors, attempt, attempt_state, lost, host, started_at, attempt_ended_at, ended_at, failure, attempt_failure, no_retry, earlier, "
            + "events, details FROM actions WHERE no = ?");
        _insertOpen = Prepare(
            "INSERT INTO actions (no, run_no, id, parent, task, context, called_at, inputs, inputs_size, ancestors, attempt, state, attempt_state, lost, no_retry, earlier, events) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)");
        _updateAction = Prepare(
            "UPDATE actions SET no = ?, state = ?, ancestors = ?, attempt = ?, attempt_state = ?, lost = ?, host = ?, started_at = ?, attempt_ended_at = ?, "
            + "ended_at = ?, failure = ?, attempt_failure = ?, no_retry = ?, earlier = ?, details = ?, output = ?, output_size = ?, events = 0 WHERE no = ?");
        _insertAttempt = Prepare(
            "INSERT INTO attempts (run_no, id, ord, number, ancestors, host, state, started_at, ended_at, failure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    private Appended StartSlowly(WrittenRun run, AttemptStarted started)
    {
        var call = started.Call;
        var id = ActionKey.Of(call.ActionId);
        var action = FindAction(run, call.ActionId, id);
        if (action is not null && !action.Takes(started))
        {
            return Appended.Refused;
        }

        var no = run.NextRow();
        action = RowFor(run, call, id, action, no);
        action.Apply(started);
        Update(action, no);
        SetNumber(run, call.ActionId, no);
        Event(no, started.At, RunEventKind.AttemptStarted, call.ActionId, call.Task, call.Attempt, (long)ActionState.Running, null);
        return Appended.Taken;
    }

    private Appended EndSlowly(WrittenRun run, AttemptEnded ended, AttemptStarted? start)
    {
        var call = ended.Call;
        var id = ActionKey.Of(call.ActionId);
        var action = FindAction(run, call.ActionId, id);
        if (action is not null && !action.Takes(ended))
        {
            return Appended.Refused;
        }

        if (start is not null && (action is null || action.Takes(start)))
        {
            // A later attempt's start that was held back: as if it had come on its own.
            StartSlowly(run, start);
            action = FindAction(run, call.ActionId, id);
        }

        var no = run.NextRow();
        action = RowFor(run, call, id, action, no);
        action.Apply(ended);
        Update(action, no);
        SetNumber(run, call.ActionId, no);
        if (action.Output is { } output)
        {
            KeepApart(run, id, Payloads.Output, output);
        }

        var state = InMemoryAction.AttemptStateOf(ended.Outcome.Kind);
        Event(no, ended.At, RunEventKind.AttemptEnded, call.ActionId, call.Task, call.Attempt, (long)state, ended.Outcome.Failure?.Headline);
        return Appended.Taken;
    }

    /// <summary>Makes the row when there is none; otherwise keeps what it will no longer say: events, and an earlier attempt.</summary>
    private StoredAction RowFor(WrittenRun run, ActionCall call, byte[] id, StoredAction? action, long no)
    {
        if (action is null)
        {
            BindCall(_insertOpen.Long(no).Long(run.No), run, call, id);
            _insertOpen.Blob(AncestorAttempts.ToSortKey(call.AncestorAttempts)).Long(call.Attempt).Run();
            KeepApart(run, id, Payloads.Inputs, call.Inputs);
            return StoredAction.New(call, no);
        }

        KeepEvents(call, action);
        if (action.IsSupersededBy(call))
        {
            _insertAttempt.Long(run.No).Blob(id).Long(action.Earlier).Long(action.Attempt).Blob(AncestorAttempts.ToSortKey(action.Ancestors)).Text(action.Host)
                .Long((int)action.AttemptState).Long(action.StartedAt).Long(action.LastAttemptEndedAt).Text(action.LastAttemptFailure).Run();
            action.Earlier++;
        }

        return action;
    }

    private void KeepEvents(ActionCall call, StoredAction action)
    {
        if (action.Events > 1)
        {
            var started = new DateTimeOffset(action.StartedAt!.Value, TimeSpan.Zero);
            Event(action.No - 1, started, RunEventKind.AttemptStarted, call.ActionId, call.Task, action.Attempt, (long)ActionState.Running, null);
        }

        if (action.Events > 0)
        {
            var ended = new DateTimeOffset(action.LastAttemptEndedAt!.Value, TimeSpan.Zero);
            var message = StoredText.ToFailure(action.LastAttemptFailure)?.Headline;
            Event(action.No, ended, RunEventKind.AttemptEnded, call.ActionId, call.Task, action.Attempt, (long)action.AttemptState, message);
        }
    }

    private StoredAction? FindAction(WrittenRun run, ActionId actionId, byte[] id)
    {
        if (NumberOf(run, actionId, id) is not { } no)
        {
            return null;
        }

        var row = _findAction.Long(no);
        var action = !row.Step() ? null : new StoredAction
        {
            No = row.GetLong(0),
            State = (ActionState)row.GetLong(1),
            Ancestors = AncestorAttempts.FromSortKey(row.GetBytes(2)),
            Attempt = (int)row.GetLong(3),
            AttemptState = (ActionState)row.GetLong(4),
            Lost = (int)row.GetLong(5),
            Host = row.GetText(6),
            StartedAt = row.GetLongOrNull(7),
            AttemptEndedAt = row.GetLongOrNull(8),
            EndedAt = row.GetLongOrNull(9),
            Failure = row.GetText(10),
            AttemptFailure = row.GetText(11),
            NoRetry = row.GetLong(12) != 0,
            Earlier = (int)row.GetLong(13),
            Events = (int)row.GetLong(14),
            Details = row.GetText(15),
        };
        row.Reset();
        return action;
    }

    private void Update(StoredAction action, long no)
    {
        _updateAction.Long(no).Long((int)action.State).Blob(AncestorAttempts.ToSortKey(action.Ancestors)).Long(action.Attempt).Long((int)action.AttemptState)
            .Long(action.Lost).Text(action.Host).Long(action.StartedAt).Long(action.AttemptEndedAt).Long(action.EndedAt).Text(action.Failure)
            .Text(action.AttemptFailure).Long(action.NoRetry ? 1 : 0).Long(action.Earlier).Text(action.Details);
        BindPayload(_updateAction, action.Output).Long(action.No).Run();
    }
}
