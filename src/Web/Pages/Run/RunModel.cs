using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>A run's page.</summary>
public sealed record RunModel
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>Its tree; null when a search shows its finds instead.</summary>
    public required Tree Tree { get; init; }

    /// <summary>The keys of contexts in the run, to choose one for the tree.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>The key whose values the tree shows; null for none.</summary>
    public string? Lens { get; init; }

    /// <summary>What is searched for in the run.</summary>
    public string Query { get; init; } = "";

    /// <summary>What is wrong with the query; null when nothing is.</summary>
    public string? QueryError { get; init; }

    /// <summary>Why a request for a change was refused; null when there was none.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether this host can let an interrupted run go on.</summary>
    public bool CanResume { get; init; }

    /// <summary>The time at which the page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The address of this view.</summary>
    public required string Url { get; init; }
}
