using Microsoft.AspNetCore.Http;

namespace Undercurrent.Web.Pages;

/// <summary>Reads rows of keys and values from a form.</summary>
internal static class PairFields
{
    private const int Most = 1024;

    /// <summary>All rows, the empty ones too, so that the form looks as it was sent.</summary>
    public static IReadOnlyList<PairField> Read(IFormCollection form, string name)
    {
        var values = form[$"{name}.value"];
        return [.. form[$"{name}.key"].Take(Most).Select((key, index) => new PairField((key ?? "").Trim(), index < values.Count ? values[index] ?? "" : ""))];
    }

    /// <summary>The rows that say something, as a map; what can't be in one is said at the row.</summary>
    public static (Dictionary<string, string> Map, IReadOnlyList<PairField> Rows) ToMap(IReadOnlyList<PairField> rows)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        var said = rows.Select(row => row switch
        {
            { Key.Length: 0, Value.Length: 0 } => row,
            { Key.Length: 0 } => row with { Error = "The value has no key." },
            _ when !map.TryAdd(row.Key, row.Value) => row with { Error = $"The key '{Words.Cut(row.Key, 60)}' is there twice." },
            _ => row,
        }).ToArray();
        return (map, said);
    }

    /// <summary>The rows with what is wrong with each, by key.</summary>
    public static IReadOnlyList<PairField> WithErrors(IReadOnlyList<PairField> rows, Func<string, string?> errorOf) =>
        [.. rows.Select(row => row.Error is not null || row.Key.Length == 0 ? row : row with { Error = errorOf(row.Key) })];
}
