using System.Globalization;
using Npgsql;

namespace Undercurrent.Storage.Postgres;

/// <summary>
/// Rows on their way into a table, column by column: each column is one array, so that any number of rows is one statement
/// of a fixed text.
/// </summary>
/// <param name="sql">
/// The statement. <c>{0}</c> stands for the rows, which are named <c>e</c>: <c>unnest($1, …) AS e (no, …)</c>; <c>{1}</c> for
/// the parameter with their count, if it needs that.
/// </param>
internal sealed class Rows(string sql)
{
    private readonly List<IColumn> _columns = [];
    private string? _text;

    public int Count { get; private set; }

    public Column<long> Number(string name) => Add<long>(name, "bigint");

    public Column<long?> NumberOrNull(string name) => Add<long?>(name, "bigint");

    public Column<string> Text(string name) => Add<string>(name, "text");

    public Column<string?> TextOrNull(string name) => Add<string?>(name, "text");

    public Column<byte[]> Bytes(string name) => Add<byte[]>(name, "bytea");

    public Column<byte[]?> BytesOrNull(string name) => Add<byte[]?>(name, "bytea");

    /// <summary>All columns have got the row's value.</summary>
    public void Next() => Count++;

    public void Clear()
    {
        Count = 0;
        _columns.ForEach(column => column.Clear());
    }

    /// <summary>Adds the statement to a batch, unless there are no rows.</summary>
    public void AddTo(NpgsqlBatch batch)
    {
        if (Count == 0)
        {
            return;
        }

        _text ??= string.Format(
            CultureInfo.InvariantCulture,
            sql,
            $"unnest({string.Join(", ", _columns.Select((column, index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}::{column.Type}[]")))}) "
            + $"AS e ({string.Join(", ", _columns.Select(column => column.Name))})",
            string.Create(CultureInfo.InvariantCulture, $"${_columns.Count + 1}"));
        var command = new NpgsqlBatchCommand(_text);
        foreach (var column in _columns)
        {
            command.Parameters.Add(column.ToParameter());
        }

        if (sql.Contains("{1}", StringComparison.Ordinal))
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Count });
        }

        batch.BatchCommands.Add(command);
    }

    private Column<T> Add<T>(string name, string type)
    {
        var column = new Column<T>(name, type);
        _columns.Add(column);
        return column;
    }

    private interface IColumn
    {
        string Name { get; }

        string Type { get; }

        NpgsqlParameter ToParameter();

        void Clear();
    }

    /// <summary>The values of a column, a row each.</summary>
    internal sealed class Column<T>(string name, string type) : IColumn
    {
        private readonly List<T> _values = [];

        public string Name => name;

        public string Type => type;

        public List<T> Values => _values;

        public void Add(T value) => _values.Add(value);

        public NpgsqlParameter ToParameter() => new NpgsqlParameter<List<T>> { TypedValue = _values };

        public void Clear() => _values.Clear();
    }
}
