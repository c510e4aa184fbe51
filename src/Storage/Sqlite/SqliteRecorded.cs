using Microsoft.Data.Sqlite;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage.Sqlite;

/// <summary>Reads what recovery asks of many actions, on which a run waits that goes on.</summary>
internal static class SqliteRecorded
{
    public static int Read(SqliteConnection connection, Sql sql, Action<RecordedAction> take)
    {
        using var statement = new SqliteStatement(connection.Handle!, sql.Text);
        foreach (var (name, value) in sql.Parameters)
        {
            statement.Named(name, value);
        }

        var row = new SqliteRow(statement);
        var count = 0;
        for (; statement.Step(); count++)
        {
            take(RecordedRows.Read(row));
        }

        return count;
    }
}
