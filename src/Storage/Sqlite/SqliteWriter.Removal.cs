namespace Undercurrent.Storage.Sqlite;

/// <content>Removes what is left of runs that are gone from view.</content>
internal sealed partial class SqliteWriter
{
    private const int RowsAtATime = 2_000;
    private const int PagesAtATime = 1_000;

    // Large ones count as many. The last one counts too, so that no transaction takes in runs without end.
    private static readonly string[] RemovalsOfARun =
    [
        "DELETE FROM actions WHERE no IN (SELECT no FROM actions WHERE no >= @from AND no < @to LIMIT @rows)",
        "DELETE FROM action_ids WHERE (run_no, id) IN (SELECT run_no, id FROM action_ids WHERE run_no = @run LIMIT @rows)",
        "DELETE FROM events WHERE no IN (SELECT no FROM events WHERE no >= @from AND no < @to LIMIT @rows)",
        "DELETE FROM payloads WHERE rowid IN (SELECT rowid FROM payloads WHERE run_no = @run LIMIT 1 + @rows / 20)",
        "DELETE FROM attempts WHERE (run_no, id, ord) IN (SELECT run_no, id, ord FROM attempts WHERE run_no = @run LIMIT @rows)",
        "DELETE FROM contexts WHERE (run_no, hash) IN (SELECT run_no, hash FROM contexts WHERE run_no = @run LIMIT @rows)",
        "DELETE FROM context_marks WHERE (run_no, mark, hash) IN (SELECT run_no, mark, hash FROM context_marks WHERE run_no = @run LIMIT @rows)",
        "DELETE FROM signals WHERE (run_no, name) IN (SELECT run_no, name FROM signals WHERE run_no = @run LIMIT @rows)",
        "DELETE FROM action_cancels WHERE (run_no, action) IN (SELECT run_no, action FROM action_cancels WHERE run_no = @run LIMIT @rows)",
        "DELETE FROM removals WHERE run_no = @run",
    ];

    /// <summary>See <see cref="Databases.IRunDatabase.RemoveStep"/>.</summary>
    public bool RemoveStep()
    {
        var more = Write(_ => RemoveRows());
        var free = FreePages;
        if (free > 0)
        {
            // A step of its own: what it gives back is cut off the file at its commit.
            using var vacuum = new SqliteStatement(_database, FormattableString.Invariant($"PRAGMA incremental_vacuum({PagesAtATime})"));
            vacuum.Run();
        }

        return more || FreePages is > 0 and var left && left < free;
    }

    private long FreePages => SqliteOpening.Scalar(_connection, "PRAGMA freelist_count");

    // True when it took away as much as one transaction should.
    private bool RemoveRows()
    {
        var rest = (long)RowsAtATime;
        while (SqliteOpening.Scalar(_connection, "SELECT coalesce(min(run_no), -1) FROM removals") is >= 0 and var run)
        {
            foreach (var sql in RemovalsOfARun)
            {
                using var command = new Databases.Sql(sql)
                    .With("from", Databases.RowNumber.Of(run, 0)).With("to", Databases.RowNumber.EndOf(run)).With("run", run).With("rows", rest).ToCommand(_connection);
                rest -= command.ExecuteNonQuery();
                if (rest <= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
