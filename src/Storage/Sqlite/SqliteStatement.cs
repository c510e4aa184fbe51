using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Undercurrent.Storage.Sqlite;

/// <summary>
/// A prepared statement of the writer. Commands of the provider look parameters up by name and make a reader each time,
/// which costs more than the insert itself; here parameters are bound in their order (<c>?</c>).
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _utf8 = new byte[256];
    private int _next = 1;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public SqliteStatement Long(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, _next++, value));
        return this;
    }

    /// <summary>Binds a parameter by its name, as <see cref="Databases.Sql"/> has it.</summary>
    public void Named(string name, object value)
    {
        _next = raw.sqlite3_bind_parameter_index(_statement, "@" + name);
        _ = value switch
        {
            long number => Long(number),
            byte[] bytes => Blob(bytes),
            _ => Text((string)value),
        };
    }

    public SqliteStatement Long(long? value) => value is { } some ? Long(some) : Null();

    public SqliteStatement Null()
    {
        Check(raw.sqlite3_bind_null(_statement, _next++));
        return this;
    }

    public SqliteStatement Blob(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, _next++, 0) : raw.sqlite3_bind_blob(_statement, _next++, value));
        return this;
    }

    public SqliteStatement Text(string? value)
    {
        if (value is null)
        {
            return Null();
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        return Text(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    public SqliteStatement Text(ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_statement, _next++, utf8));
        return this;
    }

    /// <summary>Whether there is a row; read its columns, then <see cref="Reset"/>.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        Reset();
        throw Error(code);
    }

    /// <summary>Runs it to its end; returns how many rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
            // A pragma does its work by rows.
        }

        Reset();
        return raw.sqlite3_changes(_database);
    }

    public void Reset()
    {
        // It returns the last step's error once more.
        _ = raw.sqlite3_reset(_statement);
        _next = 1;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long GetLong(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? GetLongOrNull(int column) => IsNull(column) ? null : GetLong(column);

    public string? GetText(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> GetUtf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Reset();
            throw Error(code);
        }
    }

    private SqliteException Error(int code) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(_database));
}
