namespace Undercurrent.Web.Pages;

/// <summary>The table of runs.</summary>
public sealed record RunsModel
{
    /// <summary>The query as it was typed.</summary>
    public string Query { get; init; } = "";

    /// <summary>What is wrong with the query; null when nothing is.</summary>
    public string? QueryError { get; init; }

    /// <summary>The context keys that are columns.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Other context keys of these runs, which could be columns.</summary>
    public required IReadOnlyList<string> OtherKeys { get; init; }

    /// <summary>The runs of this page.</summary>
    public required IReadOnlyList<RunLine> Runs { get; init; }

    /// <summary>Where this page begins; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>Where the next one begins; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether there is no run at all, whatever is searched for.</summary>
    public bool HasNone { get; init; }

    /// <summary>A task to name in the command for a first run.</summary>
    public string FirstTask { get; init; } = "hello_world.root";

    /// <summary>The time at which the page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The page's address with other columns, or from another place.</summary>
    internal string UrlWith(IReadOnlyList<string> keys, string? after) =>
        PageUrl.With("/runs", ("q", Query), ("keys", string.Join(',', keys)), ("after", after));
}
