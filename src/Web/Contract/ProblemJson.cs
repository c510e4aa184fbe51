namespace Undercurrent.Web.Contract;

/// <summary>An error, in the form of RFC 9457, with what to do next.</summary>
public sealed record ProblemJson
{
    /// <summary>Which error: <c>https://undercurrent.dev/problems/unknown-task</c> and so on; docs/api.md lists them.</summary>
    public required string Type { get; init; }

    /// <summary>The error in a few words, the same for each of its type.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong this time: subject, actual value, allowed values.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do next; absent when the detail says it all.</summary>
    public string? Next { get; init; }

    /// <summary>Errors by field, as <c>context.my-key</c>; absent when it isn't about fields.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>Where in the query text the error is, from 0; absent when it isn't about a query.</summary>
    public int? Position { get; init; }
}
