namespace Undercurrent.Storage.Sqlite;

/// <content>Removes what is left of runs that are gone from view.</content>
internal sealed partial class SqliteWriter
{
    private const int RowsAtATime = 2_000;
    private const int PagesAtATime = 1_000;

    /// <summary>See <see cref="Databases.IRunDatabase.RemoveStep"/>.</summary>
    public bool RemoveStep()
    {
        var more = Write(connection =>
        {
            var run = SqliteOpening.Scalar(connection, "SELECT coalesce(min(run_no), -1) FROM removals");
            return run >= 0 && RemoveRows(run);
        });
        if (SqliteOpening.Scalar(_connection, "PRAGMA freelist_count") > 0)
        {
            // A step of its own: what it gives back is cut off the file at its commit.
            using var vacuum = new SqliteStatement(_database, FormattableString.Invariant($"PRAGMA incremental_vacuum({PagesAtATime})"));
            vacuum.Run();
            return true;
        }

        return more;
    }

    private bool RemoveRows(long run)
    {
        var (from, to) = (Databases.RowNumber.Of(run, 0), Databases.RowNumber.EndOf(run));
        foreach (var sql in (string[])
            [
                "DELETE FROM actions WHERE no IN (SELECT no FROM actions WHERE no >= ?1 AND no < ?2 LIMIT ?4)",
                "DELETE FROM events WHERE no IN (SELECT no FROM events WHERE no >= ?1 AND no < ?2 LIMIT ?4)",
                "DELETE FROM payloads WHERE rowid IN (SELECT rowid FROM payloads WHERE run_no = ?3 LIMIT ?4 / 20)",
                "DELETE FROM attempts WHERE (run_no, id, ord) IN (SELECT run_no, id, ord FROM attempts WHERE run_no = ?3 LIMIT ?4)",
                "DELETE FROM contexts WHERE (run_no, hash) IN (SELECT run_no, hash FROM contexts WHERE run_no = ?3 LIMIT ?4)",
                "DELETE FROM context_marks WHERE (run_no, mark, hash) IN (SELECT run_no, mark, hash FROM context_marks WHERE run_no = ?3 LIMIT ?4)",
                "DELETE FROM removals WHERE run_no = ?3",
            ])
        {
            // Parameters are numbered, and those that a statement hasn't got can't be bound.
            using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The product's own text.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.Parameters.AddWithValue("?1", from);
            command.Parameters.AddWithValue("?2", to);
            command.Parameters.AddWithValue("?3", run);
            command.Parameters.AddWithValue("?4", RowsAtATime);
            if (command.ExecuteNonQuery() > 0)
            {
                return true;
            }
        }

        return true;
    }
}
