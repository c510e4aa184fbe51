using Microsoft.Data.Sqlite;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage.Sqlite;

/// <summary>Reads what recovery asks of many actions, on which a run waits that goes on.</summary>
internal static class SqliteRecorded
{
    public static List<RecordedAction> List(SqliteConnection connection, Sql sql)
    {
        using var statement = new SqliteStatement(connection.Handle!, sql.Text);
        foreach (var (name, value) in sql.Parameters)
        {
            statement.Named(name, value);
        }

        var row = new SqliteRow(statement);
        var recorded = new List<RecordedAction>();
        while (statement.Step())
        {
            recorded.Add(RecordedRows.Read(row));
        }

        return recorded;
    }
}
