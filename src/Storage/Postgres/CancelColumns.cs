using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>Rows of <c>action_cancels</c>.</summary>
internal sealed class CancelColumns
{
    private readonly Rows _rows = new("INSERT INTO action_cancels (run_no, action, at) SELECT e.run_no, e.action, e.at FROM {0} ON CONFLICT DO NOTHING");
    private readonly Rows.Column<long> _runNo, _at;
    private readonly Rows.Column<byte[]> _action;

    public CancelColumns() => (_runNo, _action, _at) = (_rows.Number("run_no"), _rows.Bytes("action"), _rows.Number("at"));

    public void Clear() => _rows.Clear();

    public void Add(KnownRun run, ActionCancelRequested cancel)
    {
        _runNo.Add(run.No);
        _action.Add(ActionKey.Of(cancel.ActionId));
        _at.Add(cancel.At.UtcTicks);
        _rows.Next();
    }

    public void AddTo(NpgsqlBatch batch) => _rows.AddTo(batch);
}
