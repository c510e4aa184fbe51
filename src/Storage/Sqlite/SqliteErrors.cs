using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Undercurrent.Storage.Sqlite;

/// <summary>What SQLite's errors mean for who wants to write.</summary>
internal static class SqliteErrors
{
    /// <summary>Whether the same may succeed later: locked, no room, no access for the moment.</summary>
    public static bool IsAway(SqliteException exception) => exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL
        or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL or raw.SQLITE_PERM;

    /// <summary>In words for people.</summary>
    public static string Explain(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another process holds the file's lock.",
        raw.SQLITE_FULL => "The disk is full.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "The file, or its folder, may not be written.",
        raw.SQLITE_CANTOPEN => "The file can't be opened.",
        _ => exception.Message,
    };
}
