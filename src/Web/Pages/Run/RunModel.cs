using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>A run's page.</summary>
public sealed record RunModel
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>Its tree, or what a search in it found.</summary>
    public required Tree Tree { get; init; }

    /// <summary>The states of all that a search found; null without a search.</summary>
    public IReadOnlyDictionary<ActionState, long>? Found { get; init; }

    /// <summary>The page with more of what was found; null at the end.</summary>
    public string? FoundNextUrl { get; init; }

    /// <summary>The stream of events that tells when the page is out of date; null once nothing changes any more.</summary>
    public string? Events { get; init; }

    /// <summary>The signals that are waited for, as far as they are in sight.</summary>
    public IReadOnlyList<string> WaitedFor { get; init; } = [];

    /// <summary>The signal's value as it was typed, when it was refused.</summary>
    public string SignalValue { get; init; } = "";

    /// <summary>The signal's name as it was typed, when it was refused.</summary>
    public string SignalName { get; init; } = "";

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
