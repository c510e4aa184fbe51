using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>Rows of <c>events</c>.</summary>
internal sealed class EventColumns
{
    private readonly Rows _rows = new("""
        INSERT INTO events (no, at, kind, action, task, attempt, state, message, warning)
        SELECT coalesce(e.no, (r.no << 32) | (r.seq - e.back)), e.at, e.kind, e.action, e.task, e.attempt, e.state, e.message, e.warning
        FROM {0} JOIN runs AS r ON r.no = e.run_no
        """);

    private readonly List<(KnownRun Run, int Place)> _places = [];
    private readonly Rows.Column<long> _runNo, _back, _at, _kind, _attempt;
    private readonly Rows.Column<long?> _no, _state, _warning;
    private readonly Rows.Column<byte[]?> _action;
    private readonly Rows.Column<string> _task;
    private readonly Rows.Column<string?> _message;

    public EventColumns()
    {
        (_runNo, _back, _no, _at, _kind) = (_rows.Number("run_no"), _rows.Number("back"), _rows.NumberOrNull("no"), _rows.Number("at"), _rows.Number("kind"));
        (_action, _task, _attempt) = (_rows.BytesOrNull("action"), _rows.Text("task"), _rows.Number("attempt"));
        (_state, _message, _warning) = (_rows.NumberOrNull("state"), _rows.TextOrNull("message"), _rows.NumberOrNull("warning"));
    }

    public void Clear()
    {
        _rows.Clear();
        _places.Clear();
    }

    /// <inheritdoc cref="PostgresRows.Event"/>
    public void Add(
        KnownRun run, int place, long? number, long at, RunEventKind kind, ActionId? action, string task, int attempt, long? state, string? message,
        RunWarningKind? warning)
    {
        _places.Add((run, place));
        _runNo.Add(run.No);
        _no.Add(number);
        _at.Add(at);
        _kind.Add((long)kind);
        _action.Add(action is { } id ? ActionKey.Of(id) : null);
        _task.Add(task);
        _attempt.Add(attempt);
        _state.Add(state);
        _message.Add(PostgresText.Of(message));
        _warning.Add((long?)warning);
        _rows.Next();
    }

    public void AddTo(NpgsqlBatch batch)
    {
        foreach (var (run, place) in _places)
        {
            _back.Add(run.Added - place);
        }

        _rows.AddTo(batch);
    }
}
