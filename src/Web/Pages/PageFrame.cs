namespace Undercurrent.Web.Pages;

/// <summary>What stands around every page.</summary>
public sealed record PageFrame
{
    /// <summary>The host's name.</summary>
    public required string Server { get; init; }

    /// <summary>Whether there is a cluster to show.</summary>
    public bool HasCluster { get; init; }

    /// <summary>Who is signed in; null where nobody needs to.</summary>
    public string? User { get; init; }

    /// <summary>Whether the caller may launch, cancel and answer.</summary>
    public bool MayRun { get; init; } = true;

    /// <summary>Why the run store can't be reached; null while it answers.</summary>
    public string? StoreProblem { get; init; }

    /// <summary>The page's path and query, to come back to after signing in.</summary>
    public string Url { get; init; } = "/";
}
