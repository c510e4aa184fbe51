using Microsoft.AspNetCore.Http;

namespace Undercurrent.Web.Pages;

/// <summary>What of a run is shown: all of it is in the page's address.</summary>
internal sealed record RunView
{
    private const int MostOpen = 200;

    public required RunId RunId { get; init; }

    /// <summary>The innermost open rows, each with the mark behind which its part of a large set begins (null for the first part); null until somebody opened or closed one.</summary>
    public IReadOnlyDictionary<ActionId, string?>? Open { get; init; }

    /// <summary>The action to open the way to.</summary>
    public ActionId? Show { get; init; }

    /// <summary>The context key whose values the tree shows.</summary>
    public string? Lens { get; init; }

    /// <summary>What is searched for in the run.</summary>
    public string? Query { get; init; }

    /// <summary>Behind which mark the page of a search begins.</summary>
    public string? After { get; init; }

    public static RunView Read(RunId runId, IQueryCollection query) => new()
    {
        RunId = runId,
        Open = query.ContainsKey("open") ? ReadOpen(query["open"]) : null,
        Show = ActionId.TryParse(query["show"], out var show) ? show : null,
        Lens = NonEmpty(query["lens"]),
        Query = NonEmpty(query["q"]),
        After = QueryWords.IsMark(query["after"]) ? query["after"].ToString() : null,
    };

    /// <summary>The address of this view.</summary>
    public string Url => PageUrl.With(
        PageUrl.Run(RunId),
        [("q", Query), ("after", After), ("lens", Lens), ("show", Show?.ToString()), .. OpenParameters()]);

    private IEnumerable<(string, string?)> OpenParameters() => Open switch
    {
        null => [],
        { Count: 0 } => [("open", "none")],
        _ => Open.Select(row => ("open", (string?)(row.Value is null ? row.Key.ToString() : $"{row.Key}:{row.Value}"))),
    };

    // What is no id was no link of ours; it is left out rather than refused, so that an old link still shows the run.
    private static Dictionary<ActionId, string?> ReadOpen(IEnumerable<string?> values)
    {
        var open = new Dictionary<ActionId, string?>();
        foreach (var value in values.Take(MostOpen))
        {
            var parts = (value ?? "").Split(':', 2);
            if (ActionId.TryParse(parts[0], out var id))
            {
                open[id] = parts.Length == 2 && QueryWords.IsMark(parts[1]) ? parts[1] : null;
            }
        }

        return open;
    }

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
