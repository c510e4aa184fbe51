using Npgsql;
using Undercurrent.Execution;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>Rows of <c>attempts</c>: those before an action's last.</summary>
internal sealed class AttemptColumns
{
    private readonly Rows _rows = new("""
        INSERT INTO attempts (run_no, id, ord, number, ancestors, host, state, started_at, ended_at, failure)
        SELECT e.run_no, e.id, e.ord, e.number, e.ancestors, e.host, e.state, e.started_at, e.ended_at, e.failure FROM {0}
        """);

    private readonly Rows.Column<long> _runNo, _ord, _number, _state;
    private readonly Rows.Column<long?> _startedAt, _endedAt;
    private readonly Rows.Column<byte[]> _id, _ancestors;
    private readonly Rows.Column<string?> _host, _failure;

    public AttemptColumns()
    {
        (_runNo, _id, _ord, _number) = (_rows.Number("run_no"), _rows.Bytes("id"), _rows.Number("ord"), _rows.Number("number"));
        (_ancestors, _host, _state) = (_rows.Bytes("ancestors"), _rows.TextOrNull("host"), _rows.Number("state"));
        (_startedAt, _endedAt, _failure) = (_rows.NumberOrNull("started_at"), _rows.NumberOrNull("ended_at"), _rows.TextOrNull("failure"));
    }

    public void Clear() => _rows.Clear();

    public void Add(KnownRun run, ActionId id, StoredAction action)
    {
        _runNo.Add(run.No);
        _id.Add(ActionKey.Of(id));
        _ord.Add(action.Earlier);
        _number.Add(action.Attempt);
        _ancestors.Add(AncestorAttempts.ToSortKey(action.Ancestors));
        _host.Add(PostgresText.Of(action.Host));
        _state.Add((long)action.AttemptState);
        _startedAt.Add(action.StartedAt);
        _endedAt.Add(action.LastAttemptEndedAt);
        _failure.Add(action.LastAttemptFailure);
        _rows.Next();
    }

    public void AddTo(NpgsqlBatch batch) => _rows.AddTo(batch);
}
