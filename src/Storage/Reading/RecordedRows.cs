using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>Reads what recovery asks of actions.</summary>
internal static class RecordedRows
{
    public const string Columns =
        "id, task, ancestors, state, attempt, lost, host, coalesce(ended_at, attempt_ended_at), attempt_state, output, output_size, failure, no_retry";

    public static RecordedAction Read(Row row)
    {
        var state = (ActionState)row.Int(3);
        var isApart = Payloads.IsApart((int)(row.LongOrNull(10) ?? 0));
        return new RecordedAction
        {
            ActionId = ActionKey.Read(row.Bytes(0)),
            Task = row.Text(1),
            AncestorAttempts = AncestorAttempts.FromSortKey(row.Bytes(2)),
            State = state,
            Attempt = row.Int(4),
            LostAttempts = row.Int(5),
            Host = row.TextOrNull(6),
            EndedAt = row.TimeOrNull(7),
            IsApart = isApart,
            Outcome = isApart ? null : OutcomeOf(row, state),
        };
    }

    private static Outcome? OutcomeOf(Row row, ActionState state) => state switch
    {
        ActionState.Succeeded => Outcome.Succeeded(row.BytesOrNull(9) ?? []),
        ActionState.Cancelled => Outcome.Cancelled(StoredText.ToFailure(row.TextOrNull(11))),
        ActionState.Failed when (ActionState)row.Int(8) == ActionState.Lost => Outcome.Lost(StoredText.ToFailure(row.Text(11))!),
        ActionState.Failed => Outcome.Failed(StoredText.ToFailure(row.Text(11))!, canRetry: row.Long(12) == 0),
        _ => null,
    };
}
