using System.Globalization;
using Npgsql;

namespace Undercurrent.Storage.Postgres;

/// <summary>
/// Rows on their way into a table, column by column: each column is one array, so that any number of rows is one statement.
/// Of many rows, a column that has the same value in all of them is that value alone: to write and to read arrays takes the
/// server as long as the rows, and most columns of a fan-out are so.
/// </summary>
/// <remarks>
/// Not a column by which rows of a table are looked for, together with others of the rows: to a value of its own the planner
/// answers with all rows of the table that have it, such as all actions of a run, for each statement.
/// </remarks>
/// <param name="sql">
/// The statement. <c>{0}</c> stands for the rows, which are named <c>e</c>:
/// <c>(SELECT u.*, $1 AS run_no, … FROM unnest($2, …) AS u (no, …)) AS e</c>; <c>{1}</c> for the parameter with their count, if it needs that.
/// </param>
internal sealed class Rows(string sql)
{
    // Fewer are all sent as arrays: a text for each way in which a few rows may be alike would be prepared for nothing.
    private const int Many = 16;

    private readonly List<IColumn> _columns = [];

    // By which columns are alike.
    private readonly Dictionary<ulong, string> _texts = [];

    public int Count { get; private set; }

    /// <param name="name">Its name.</param>
    /// <param name="isLookedFor">Whether rows of a table are looked for by it: then it is an array also when its values are alike.</param>
    public Column<long> Number(string name, bool isLookedFor = false) => Add<long>(name, "bigint", isLookedFor);

    public Column<long?> NumberOrNull(string name) => Add<long?>(name, "bigint");

    public Column<string> Text(string name) => Add<string>(name, "text");

    public Column<string?> TextOrNull(string name) => Add<string?>(name, "text");

    /// <param name="name">Its name.</param>
    /// <param name="isLookedFor">As for <see cref="Number"/>.</param>
    public Column<byte[]> Bytes(string name, bool isLookedFor = false) => Add<byte[]>(name, "bytea", isLookedFor);

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

        var alike = Count < Many ? 0 : FindAlike();
        if (!_texts.TryGetValue(alike, out var text))
        {
            _texts[alike] = text = TextFor(alike);
        }

        var command = new NpgsqlBatchCommand(text);
        foreach (var (index, column) in _columns.Index())
        {
            command.Parameters.Add(IsIn(alike, index) ? column.ToValue() : column.ToArray());
        }

        if (sql.Contains("{1}", StringComparison.Ordinal))
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Count });
        }

        batch.BatchCommands.Add(command);
    }

    private static bool IsIn(ulong columns, int index) => (columns & (1UL << index)) != 0;

    // Not all of them: something has to say how many rows there are.
    private ulong FindAlike()
    {
        var alike = 0UL;
        foreach (var (index, column) in _columns.Index())
        {
            alike |= !column.IsLookedFor && column.IsAlike ? 1UL << index : 0;
        }

        return alike == (1UL << _columns.Count) - 1 ? alike & ~1UL : alike;
    }

    private string TextFor(ulong alike)
    {
        var values = new List<string>();
        var (arrays, names) = (new List<string>(), new List<string>());
        foreach (var (index, column) in _columns.Index())
        {
            if (IsIn(alike, index))
            {
                values.Add(string.Create(CultureInfo.InvariantCulture, $"${index + 1}::{column.Type} AS {column.Name}"));
            }
            else
            {
                arrays.Add(string.Create(CultureInfo.InvariantCulture, $"${index + 1}::{column.Type}[]"));
                names.Add(column.Name);
            }
        }

        var rows = $"unnest({string.Join(", ", arrays)})";
        return string.Format(
            CultureInfo.InvariantCulture,
            sql,
            values.Count == 0 ? $"{rows} AS e ({string.Join(", ", names)})" : $"(SELECT u.*, {string.Join(", ", values)} FROM {rows} AS u ({string.Join(", ", names)})) AS e",
            string.Create(CultureInfo.InvariantCulture, $"${_columns.Count + 1}"));
    }

    private Column<T> Add<T>(string name, string type, bool isLookedFor = false)
    {
        var column = new Column<T>(name, type, isLookedFor);
        _columns.Add(column);
        return column;
    }

    private interface IColumn
    {
        string Name { get; }

        string Type { get; }

        bool IsLookedFor { get; }

        /// <summary>Whether all values are the same.</summary>
        bool IsAlike { get; }

        NpgsqlParameter ToArray();

        /// <summary>The first value.</summary>
        NpgsqlParameter ToValue();

        void Clear();
    }

    /// <summary>The values of a column, a row each.</summary>
    internal sealed class Column<T>(string name, string type, bool isLookedFor) : IColumn
    {
        private readonly List<T> _values = [];

        public string Name => name;

        public string Type => type;

        public bool IsLookedFor => isLookedFor;

        public List<T> Values => _values;

        public void Add(T value) => _values.Add(value);

        public bool IsAlike
        {
            get
            {
                var first = _values[0];
                return _values.TrueForAll(value => first is byte[] bytes
                    ? value is byte[] others && (ReferenceEquals(bytes, others) || bytes.AsSpan().SequenceEqual(others))
                    : EqualityComparer<T>.Default.Equals(first, value));
            }
        }

        public NpgsqlParameter ToArray() => new NpgsqlParameter<List<T>> { TypedValue = _values };

        public NpgsqlParameter ToValue() => new NpgsqlParameter<T> { TypedValue = _values[0] };

        public void Clear() => _values.Clear();
    }
}
