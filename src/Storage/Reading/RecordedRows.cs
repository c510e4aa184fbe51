using System.Globalization;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>Reads what recovery asks of actions.</summary>
internal static class RecordedRows
{
    // A recovery reads many of these, and each value read costs about as much as the row: what an action that succeeded at
    // once needs comes first, its numbers in one, and the rest is read only of the others. Nor is there a null among these.
    // Of an action that ended behind its last attempt (see AttemptEnded.WhileWaiting), that one's state says nothing of the outcome.
    public static readonly string Columns = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        id, task, ancestors,
        state | (CASE WHEN coalesce(output_size, 0) > {Payloads.MaxInline} THEN {ApartBit} ELSE 0 END) | (CASE WHEN details IS NULL THEN 0 ELSE {DetailsBit} END)
            | (CAST(attempt AS BIGINT) << {AttemptShift}) | (CAST(lost AS BIGINT) << {LostShift}),
        output, host, coalesce(ended_at, attempt_ended_at), CASE WHEN attempt_ended_at IS NULL THEN attempt_state ELSE state END, failure, no_retry, details
        """);

    private const int StateMask = 0x7F;
    private const int DetailsBit = 0x80;
    private const int ApartBit = 0x100;
    private const int AttemptShift = 9;
    private const int LostShift = 36;
    private const long CountMask = (1L << (LostShift - AttemptShift)) - 1;

    public static RecordedAction Read<TRow>(TRow row)
        where TRow : IRow
    {
        var numbers = row.Long(3);
        var state = (ActionState)(numbers & StateMask);
        var isApart = (numbers & ApartBit) != 0;
        var details = (numbers & DetailsBit) == 0 ? null : ActionDetails.FromJson(row.Text(10));
        var outcome = isApart ? null : OutcomeOf(row, state);
        var recorded = new RecordedAction
        {
            ActionId = ActionKey.Read(row.Bytes(0)),
            Task = row.Text(1),
            AncestorAttempts = AncestorAttempts.FromSortKey(row.Bytes(2)),
            State = state,
            Attempt = (int)((numbers >> AttemptShift) & CountMask),
            LostAttempts = (int)(numbers >> LostShift),
            IsApart = isApart,
            Outcome = details is null || outcome is null ? outcome : outcome with { Details = details },
            Details = details,
        };
        return state == ActionState.Succeeded ? recorded : recorded with
        {
            Host = row.IsNull(5) ? null : row.Text(5),
            EndedAt = row.IsNull(6) ? null : new DateTimeOffset(row.Long(6), TimeSpan.Zero),
        };
    }

    private static Outcome? OutcomeOf<TRow>(TRow row, ActionState state)
        where TRow : IRow => state switch
        {
            ActionState.Succeeded => Outcome.Succeeded(row.Bytes(4)),
            ActionState.Cancelled => Outcome.Cancelled(StoredText.ToFailure(row.IsNull(8) ? null : row.Text(8))),
            ActionState.Failed when (ActionState)row.Long(7) == ActionState.Lost => Outcome.Lost(StoredText.ToFailure(row.Text(8))!),
            ActionState.Failed => Outcome.Failed(StoredText.ToFailure(row.Text(8))!, canRetry: row.Long(9) == 0),
            _ => null,
        };
}
