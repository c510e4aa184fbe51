using Microsoft.Extensions.Logging;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>Reads a run's events: rows of <c>events</c>, and those that rows of <c>actions</c> stand for.</summary>
internal static class EventRows
{
    /// <summary>One statement, so that a row which moves from one table to the other is seen once.</summary>
    public static Sql After(long run, long after, int max) => new Sql(
        // Each part is cut by itself: PostgreSQL would sort all that is behind the mark otherwise.
        "SELECT * FROM (SELECT no, 2 AS kind, coalesce(attempt_ended_at, ended_at) AS at, started_at, id AS action, task, attempt, attempt_state AS state, "
        + "coalesce(attempt_failure, failure) AS message, events FROM actions WHERE no > @after AND no < @end AND events > 0 ORDER BY no LIMIT @max) AS a "
        + "UNION ALL SELECT * FROM (SELECT no, kind, at, CAST(NULL AS BIGINT) AS started_at, action, task, attempt, state, message, 0 AS events "
        + "FROM events WHERE no > @after AND no < @end ORDER BY no LIMIT @max) AS e ORDER BY no LIMIT @max")
        .With("after", RowNumber.Of(run, Math.Clamp(after, 0, uint.MaxValue))).With("end", RowNumber.EndOf(run)).With("max", max);

    /// <summary>One or two events of a row; of two, the first only when it is behind <paramref name="after"/>.</summary>
    public static IEnumerable<RunEvent> Read(Row row, long after)
    {
        var sequence = RowNumber.SequenceOf(row.Long(0));
        var action = row.BytesOrNull(4) is { } key ? ActionKey.Read(key) : (ActionId?)null;
        var (task, attempt, events) = (row.Text(5), row.Int(6), row.Int(9));
        var (kind, state) = ((RunEventKind)row.Int(1), row.LongOrNull(7));
        if (kind == RunEventKind.Logged)
        {
            // Only attempts have a state; a line has its level there.
            return [new RunEvent(sequence, row.Time(2), kind, action, task, attempt, null, row.TextOrNull(8)) { Level = (LogLevel?)state }];
        }

        var ended = new RunEvent(
            sequence, row.Time(2), kind, action, task, attempt, (ActionState?)state,
            events > 0 ? StoredText.ToFailure(row.TextOrNull(8))?.Headline : row.TextOrNull(8));
        return events > 1 && sequence - 1 > after
            ? [new RunEvent(sequence - 1, row.Time(3), RunEventKind.AttemptStarted, action, task, attempt, ActionState.Running, null), ended]
            : [ended];
    }
}
