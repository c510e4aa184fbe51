using System.Data.Common;

namespace Undercurrent.Storage.Reading;

/// <summary>The columns of the current row, whichever database it comes from.</summary>
internal readonly struct Row(DbDataReader reader) : IRow
{
    public bool IsNull(int column) => reader.IsDBNull(column);

    public long Long(int column) => reader.GetInt64(column);

    public int Int(int column) => (int)reader.GetInt64(column);

    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    public byte[]? BytesOrNull(int column) => reader.IsDBNull(column) ? null : Bytes(column);

    /// <summary>An output by its column and its size's: null when there is none, empty when it is kept apart.</summary>
    public ReadOnlyMemory<byte>? OutputOrNull(int column, int sizeColumn) =>
        reader.IsDBNull(sizeColumn) ? default(ReadOnlyMemory<byte>?) : BytesOrNull(column) ?? [];

    public DateTimeOffset Time(int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull(int column) => reader.IsDBNull(column) ? null : Time(column);
}
