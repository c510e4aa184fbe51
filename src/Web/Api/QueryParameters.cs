namespace Undercurrent.Web.Api;

/// <summary>The parameters of a route, as its metadata.</summary>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> All)
{
    public static readonly QueryParameters None = new([]);

    public static readonly QueryParameter Size = new("size", "integer", "How many items at most: 1 to 1,000, default 50. Large payloads make a page shorter.");
    public static readonly QueryParameter After = new("after", "string", "`next` of the page before; absent for the first page.");

    /// <summary>The conditions of a list of runs.</summary>
    public static readonly IReadOnlyList<QueryParameter> OfRuns =
    [
        new("q", "string", "The query: see the query text. The other parameters add conditions to it."),
        new("state", "string", "Only runs in this state: running, succeeded, failed, cancelled or interrupted."),
        new("task", "string", "Only runs of this root task."),
        new("error", "string", "Only failed runs whose failure has all words of this text."),
        new("launchedFrom", "string", "Only runs launched at or after this time (ISO 8601)."),
        new("launchedBefore", "string", "Only runs launched before this time (ISO 8601)."),
        new("label.*", "string", "Only runs with this value of the label that is named behind the dot."),
        new("ctx.*", "string", "Only runs with this value of the context key that is named behind the dot."),
        new("anyAction", "boolean", "Whether the context is looked for in every action, overrides included; default false: in that of the launch."),
    ];
}
