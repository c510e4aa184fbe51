using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Undercurrent.Storage.Databases;

/// <summary>SQL text with its named parameters (<c>@name</c>): numbers are <see cref="long"/>, bytes <c>byte[]</c>, texts <see cref="string"/>; never null.</summary>
internal sealed class Sql(string text = "")
{
    private readonly StringBuilder _text = new(text);
    private readonly List<KeyValuePair<string, object>> _parameters = [];

    public string Text => _text.ToString();

    public IReadOnlyList<KeyValuePair<string, object>> Parameters => _parameters;

    public Sql Add(string more)
    {
        _text.Append(more);
        return this;
    }

    public Sql With(string name, long value) => WithValue(name, value);

    public Sql With(string name, string value) => WithValue(name, value);

    public Sql With(string name, byte[] value) => WithValue(name, value);

    /// <summary>Appends <c>(@p0, @p1, …)</c>.</summary>
    public Sql List<T>(string prefix, IReadOnlyCollection<T> values)
        where T : notnull
    {
        var index = 0;
        foreach (var value in values)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}");
            _text.Append(index++ == 0 ? "(@" : ", @").Append(name);
            WithValue(name, value);
        }

        _text.Append(index == 0 ? "(NULL)" : ")");
        return this;
    }

    public DbCommand ToCommand(DbConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // What comes from outside is in parameters; the text is the product's own.
        command.CommandText = Text;
#pragma warning restore CA2100
        foreach (var (name, value) in _parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private Sql WithValue(string name, object value)
    {
        _parameters.Add(new(name, value));
        return this;
    }
}
