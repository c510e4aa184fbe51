using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage.Sqlite;

/// <summary>
/// The current row of a statement that is read without the provider's reader, which takes as long for a value as SQLite for
/// the row.
/// </summary>
internal sealed class SqliteRow(SqliteStatement statement) : IRow
{
    private byte[] _utf8 = [];
    private string _text = "";

    public bool IsNull(int column) => statement.IsNull(column);

    public long Long(int column) => statement.GetLong(column);

    /// <summary>Texts of many rows are mostly the same one after the other: names of tasks and hosts.</summary>
    public string Text(int column)
    {
        var utf8 = statement.GetUtf8(column);
        if (!utf8.SequenceEqual(_utf8))
        {
            (_utf8, _text) = (utf8.ToArray(), System.Text.Encoding.UTF8.GetString(utf8));
        }

        return _text;
    }

    public byte[] Bytes(int column) => statement.GetBytes(column);
}
