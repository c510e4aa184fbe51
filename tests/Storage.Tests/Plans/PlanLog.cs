using System.Data.Common;

namespace Undercurrent.Storage.Tests.Plans;

/// <summary>The plans of the statements that were run.</summary>
/// <param name="prefix">What makes the database explain a statement.</param>
/// <param name="column">Which column of the answer says it.</param>
internal sealed class PlanLog(string prefix, int column)
{
    private readonly List<(string Sql, string[] Lines)> _plans = [];

    /// <summary>Those since the last time, and forgets them.</summary>
    public IReadOnlyList<(string Sql, string[] Lines)> Take()
    {
        lock (_plans)
        {
            (string, string[])[] taken = [.. _plans];
            _plans.Clear();
            return taken;
        }
    }

    public void Explain(DbCommand command)
    {
        using var explaining = command.Connection!.CreateCommand();
#pragma warning disable CA2100 // The product's own text.
        explaining.CommandText = $"{prefix} {command.CommandText}";
#pragma warning restore CA2100
        foreach (DbParameter parameter in command.Parameters)
        {
            var copy = explaining.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            explaining.Parameters.Add(copy);
        }

        var lines = new List<string>();
        using (var reader = explaining.ExecuteReader())
        {
            while (reader.Read())
            {
                lines.Add(reader.GetString(column));
            }
        }

        lock (_plans)
        {
            _plans.Add((command.CommandText, [.. lines]));
        }
    }
}
