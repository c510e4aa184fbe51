namespace Undercurrent.Storage.Reading;

/// <summary>The columns of the current row, however they are read.</summary>
internal interface IRow
{
    bool IsNull(int column);

    long Long(int column);

    string Text(int column);

    byte[] Bytes(int column);
}
