using System.Diagnostics.CodeAnalysis;
using System.Text;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Sqlite;

/// <content>The fast path: nearly every action is one row, written once, at the end of its only attempt.</content>
internal sealed partial class SqliteWriter
{
    private const int MaxNames = 1_000;

    private readonly Dictionary<string, byte[]> _names = new(StringComparer.Ordinal);
    private SqliteStatement _insertSucceeded;
    private SqliteStatement _insertAction;
    private SqliteStatement _endStarted;
    private SqliteStatement _insertContext;
    private SqliteStatement _insertContextMark;

    [MemberNotNull(nameof(_insertSucceeded), nameof(_insertAction), nameof(_endStarted), nameof(_insertContext), nameof(_insertContextMark))]
    private void PrepareActions()
    {
        // Each value that is bound takes time; what nearly every row has the same isn't.
        _insertSucceeded = Prepare(
            """
            INSERT INTO actions (no, run_no, id, parent, task, context, called_at, inputs, inputs_size, host, started_at, ended_at, output, output_size, events,
              state, attempt_state, lost, no_retry, ancestors, attempt, earlier)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 2, 2, 0, 0, x'', 1, 0)
            """);
        _insertAction = Prepare(
            """
            INSERT INTO actions (no, run_no, id, parent, task, context, called_at, inputs, inputs_size, state, attempt_state, lost, host, started_at,
              attempt_ended_at, ended_at, output, output_size, failure, attempt_failure, no_retry, events, details, ancestors, attempt, earlier)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'', 1, 0)
            """);

        // Where the row is there already: taken when it is this attempt's late start; anything else is looked at slowly.
        _endStarted = Prepare(
            """
            UPDATE actions SET no = ?, state = ?, attempt_state = ?, lost = ?, host = coalesce(host, ?), started_at = coalesce(started_at, ?),
              attempt_ended_at = ?, ended_at = ?, output = ?, output_size = ?, failure = ?, attempt_failure = ?, no_retry = ?, details = ?, events = 1
            WHERE no = ? AND attempt_state = 0 AND state = 0 AND attempt = 1 AND ancestors = x'' AND earlier = 0
            """);
        _insertContext = Prepare("INSERT OR IGNORE INTO contexts (run_no, hash, packed) VALUES (?, ?, ?)");
        _insertContextMark = Prepare("INSERT OR IGNORE INTO context_marks (run_no, mark, hash) VALUES (?, ?, ?)");
    }

    private Appended End(WrittenRun run, AttemptEnded ended, AttemptStarted? start)
    {
        var call = ended.Call;
        if (call.Attempt != 1 || call.AncestorAttempts.Length > 0)
        {
            return EndSlowly(run, ended, start);
        }

        var output = Payloads.OutputOf(ended.Outcome);
        Span<byte> id = stackalloc byte[ActionKey.MaxLength];
        id = id[..ActionKey.Write(call.ActionId, id)];
        var known = NumberOf(run, call.ActionId, id);
        var before = run.Sequence;
        if (start is not null)
        {
            run.NextRow();
        }

        var no = run.NextRow();
        if (known is { } started)
        {
            if (!EndStarted(ended, start, started, no))
            {
                run.Sequence = before;
                return EndSlowly(run, ended, start);
            }
        }
        else if (ended.Outcome.Kind == OutcomeKind.Succeeded && call.LostAttempts == 0 && ended.Details is null)
        {
            InsertSucceeded(run, ended, start, id, no);
        }
        else
        {
            Insert(run, ended, start, id, no);
        }

        SetNumber(run, call.ActionId, no);
        KeepApart(run, id, Payloads.Inputs, call.Inputs);
        KeepApart(run, id, Payloads.Output, output ?? default);
        return Appended.Taken;
    }

    private void InsertSucceeded(WrittenRun run, AttemptEnded ended, AttemptStarted? start, ReadOnlySpan<byte> id, long no)
    {
        BindCall(_insertSucceeded.Long(no).Long(run.No), run, ended.Call, id);
        BindStart(_insertSucceeded, start).Long(ended.At.UtcTicks);
        BindPayload(_insertSucceeded, ended.Outcome.Value).Long(start is null ? 1 : 2).Run();
    }

    private void Insert(WrittenRun run, AttemptEnded ended, AttemptStarted? start, ReadOnlySpan<byte> id, long no)
    {
        BindCall(_insertAction.Long(no).Long(run.No), run, ended.Call, id);
        BindEnd(_insertAction, ended, start).Long(start is null ? 1 : 2).Text(ActionDetails.ToJson(ended.Details)).Run();
    }

    private bool EndStarted(AttemptEnded ended, AttemptStarted? start, long started, long no) =>
        BindEnd(_endStarted.Long(no), ended, start).Text(ActionDetails.ToJson(ended.Details)).Long(started).Run() > 0;

    // From state to no_retry.
    private SqliteStatement BindEnd(SqliteStatement statement, AttemptEnded ended, AttemptStarted? start)
    {
        var attemptState = InMemoryAction.AttemptStateOf(ended.Outcome.Kind);
        var state = StoredAction.StateAfter(attemptState, ended.Call.MayRetry);
        var isOver = state != ActionState.WaitingToRetry;
        var failure = StoredText.Of(ended.Outcome.Failure);
        statement.Long((int)state).Long((int)attemptState).Long(ended.Call.LostAttempts + (attemptState == ActionState.Lost ? 1 : 0));
        BindStart(statement, start);
        _ = isOver ? statement.Null().Long(ended.At.UtcTicks) : statement.Long(ended.At.UtcTicks).Null();
        BindPayload(statement, Payloads.OutputOf(ended.Outcome));
        _ = isOver ? statement.Text(failure).Null() : statement.Null().Text(failure);
        return statement.Long(ended.Outcome.CanRetry ? 0 : 1);
    }

    private SqliteStatement BindStart(SqliteStatement statement, AttemptStarted? start) =>
        start is null ? statement.Null().Null() : Name(statement, start.Host).Long(start.At.UtcTicks);

    // From id to inputs_size.
    private void BindCall(SqliteStatement statement, WrittenRun run, ActionCall call, ReadOnlySpan<byte> id)
    {
        Span<byte> parent = stackalloc byte[ActionKey.MaxLength];
        var parentLength = call.ParentId is { } some ? ActionKey.Write(some, parent) : 0;
        var context = KeepContext(run, call.Context);
        Name(statement.Blob(id).Blob(parent[..parentLength]), call.Task).Blob(context).Long(call.CalledAt.UtcTicks);
        BindPayload(statement, call.Inputs);
    }

    private byte[] KeepContext(WrittenRun run, CustomContext given)
    {
        var context = given.Masked;
        var hash = run.Contexts.HashOf(context, out var isNew);
        if (isNew && _insertContext.Long(run.No).Blob(hash).Blob(context.Packed).Run() > 0)
        {
            foreach (var entry in context.EntrySpan)
            {
                var mark = RunMarks.AnyContext(entry.Key, entry.Value);
                _insertContextMark.Long(run.No).Blob(mark).Blob(hash).Run();
                Mark(run, mark);
            }
        }

        return hash;
    }

    // Tasks and hosts are few.
    private SqliteStatement Name(SqliteStatement statement, string name)
    {
        if (!_names.TryGetValue(name, out var utf8))
        {
            if (_names.Count >= MaxNames)
            {
                _names.Clear();
            }

            _names[name] = utf8 = Encoding.UTF8.GetBytes(name);
        }

        return statement.Text(utf8);
    }
}
