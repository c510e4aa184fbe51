using Npgsql;
using Undercurrent.Execution;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>Rows of <c>actions</c>: new ones, or changes of those that are there.</summary>
internal sealed class ActionColumns
{
    private readonly bool _isNew;
    private readonly Rows _rows;
    private readonly List<PlannedAction> _planned = [];
    private readonly Rows.Column<long> _runNo, _back, _attempt, _state, _attemptState, _lost, _noRetry, _earlier, _events;
    private readonly Rows.Column<long?> _startedAt, _attemptEndedAt, _endedAt, _outputSize;
    private readonly Rows.Column<byte[]> _id, _ancestors;
    private readonly Rows.Column<byte[]?> _output;
    private readonly Rows.Column<string?> _host, _failure, _attemptFailure, _details;

    // Only of new rows.
    private readonly Rows.Column<byte[]>? _parent, _context;
    private readonly Rows.Column<string>? _task;
    private readonly Rows.Column<long>? _calledAt, _inputsSize;
    private readonly Rows.Column<byte[]?>? _inputs;

    // Only of changes: what the row must still say.
    private readonly Rows.Column<long>? _wasAttempt, _wasState, _wasAttemptState, _wasEarlier;
    private readonly Rows.Column<byte[]>? _wasAncestors;

    /// <param name="sql">The statement; {0} stands for the rows, {1} for their count.</param>
    /// <param name="isNew">Whether the rows are new.</param>
    public ActionColumns(string sql, bool isNew)
    {
        _isNew = isNew;
        _rows = new Rows(sql);
        (_runNo, _back, _id, _ancestors) = (_rows.Number("run_no", isLookedFor: !isNew), _rows.Number("back"), _rows.Bytes("id"), _rows.Bytes("ancestors"));
        (_attempt, _state, _attemptState) = (_rows.Number("attempt"), _rows.Number("state"), _rows.Number("attempt_state"));
        (_lost, _noRetry, _earlier, _events) = (_rows.Number("lost"), _rows.Number("no_retry"), _rows.Number("earlier"), _rows.Number("events"));
        (_startedAt, _attemptEndedAt, _endedAt) = (_rows.NumberOrNull("started_at"), _rows.NumberOrNull("attempt_ended_at"), _rows.NumberOrNull("ended_at"));
        (_output, _outputSize, _host) = (_rows.BytesOrNull("output"), _rows.NumberOrNull("output_size"), _rows.TextOrNull("host"));
        (_failure, _attemptFailure, _details) = (_rows.TextOrNull("failure"), _rows.TextOrNull("attempt_failure"), _rows.TextOrNull("details"));
        if (isNew)
        {
            (_parent, _context, _task) = (_rows.Bytes("parent"), _rows.Bytes("context"), _rows.Text("task"));
            (_calledAt, _inputs, _inputsSize) = (_rows.Number("called_at"), _rows.BytesOrNull("inputs"), _rows.Number("inputs_size"));
        }
        else
        {
            (_wasAttempt, _wasState, _wasAttemptState) = (Before("was_attempt"), Before("was_state"), Before("was_attempt_state"));
            (_wasEarlier, _wasAncestors) = (Before("was_earlier"), _rows.Bytes("was_ancestors", isLookedFor: true));
        }

        Rows.Column<long> Before(string name) => _rows.Number(name, isLookedFor: true);
    }

    public void Clear()
    {
        _rows.Clear();
        _planned.Clear();
    }

    /// <param name="planned">The action.</param>
    /// <param name="context">Its context's key, for a new row.</param>
    public void Add(PlannedAction planned, byte[] context)
    {
        var (action, call) = (planned.Action, planned.Call);
        _planned.Add(planned);
        _runNo.Add(planned.Run.No);
        _id.Add(ActionKey.Of(call.ActionId));
        _ancestors.Add(AncestorAttempts.ToSortKey(action.Ancestors));
        _attempt.Add(action.Attempt);
        _state.Add((long)action.State);
        _attemptState.Add((long)action.AttemptState);
        _lost.Add(action.Lost);
        _noRetry.Add(action.NoRetry ? 1 : 0);
        _earlier.Add(action.Earlier);
        _events.Add(planned.Events);
        _startedAt.Add(action.StartedAt);
        _attemptEndedAt.Add(action.AttemptEndedAt);
        _endedAt.Add(action.EndedAt);
        _output.Add(action.Output is { } output && !Payloads.IsApart(output.Length) ? output.ToArray() : null);
        _outputSize.Add(action.Output?.Length);
        _host.Add(PostgresText.Of(action.Host));
        _failure.Add(action.Failure);
        _attemptFailure.Add(action.AttemptFailure);
        _details.Add(action.Details);
        if (_isNew)
        {
            _parent!.Add(ActionKey.Of(call.ParentId));
            _context!.Add(context);
            _task!.Add(call.Task);
            _calledAt!.Add(call.CalledAt.UtcTicks);
            _inputs!.Add(Payloads.IsApart(call.Inputs.Length) ? null : call.Inputs.ToArray());
            _inputsSize!.Add(call.Inputs.Length);
        }
        else
        {
            var before = planned.Before;
            _wasAttempt!.Add(before.Attempt);
            _wasState!.Add((long)before.State);
            _wasAttemptState!.Add((long)before.AttemptState);
            _wasEarlier!.Add(before.Earlier);
            _wasAncestors!.Add(AncestorAttempts.ToSortKey(before.Ancestors));
        }

        _rows.Next();
    }

    public void AddTo(NpgsqlBatch batch)
    {
        foreach (var planned in _planned)
        {
            _back.Add(planned.Run.Added - planned.Place);
        }

        _rows.AddTo(batch);
    }
}
