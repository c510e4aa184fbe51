using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>Reads what recovery asks of actions.</summary>
internal static class RecordedRows
{
    // To ask for a null costs as much as to read a value, and a recovery reads many of these: 0 and '' for none.
    public const string Columns =
        "id, task, ancestors, state, attempt, lost, coalesce(host, ''), coalesce(ended_at, attempt_ended_at, 0), attempt_state, output, coalesce(output_size, 0), failure, no_retry";

    public static RecordedAction Read(Row row)
    {
        var state = (ActionState)row.Int(3);
        var outputSize = row.Int(10);
        var isApart = Payloads.IsApart(outputSize);
        return new RecordedAction
        {
            ActionId = ActionKey.Read(row.Bytes(0)),
            Task = row.Text(1),
            AncestorAttempts = AncestorAttempts.FromSortKey(row.Bytes(2)),
            State = state,
            Attempt = row.Int(4),
            LostAttempts = row.Int(5),
            Host = row.Text(6) is { Length: > 0 } host ? host : null,
            EndedAt = row.Long(7) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            IsApart = isApart,
            Outcome = isApart ? null : OutcomeOf(row, state, outputSize),
        };
    }

    private static Outcome? OutcomeOf(Row row, ActionState state, int outputSize) => state switch
    {
        ActionState.Succeeded => Outcome.Succeeded(outputSize == 0 ? [] : row.Bytes(9)),
        ActionState.Cancelled => Outcome.Cancelled(StoredText.ToFailure(row.TextOrNull(11))),
        ActionState.Failed when (ActionState)row.Int(8) == ActionState.Lost => Outcome.Lost(StoredText.ToFailure(row.Text(11))!),
        ActionState.Failed => Outcome.Failed(StoredText.ToFailure(row.Text(11))!, canRetry: row.Long(12) == 0),
        _ => null,
    };
}
