using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Pages;

/// <summary>An action's page.</summary>
public sealed record ActionModel
{
    /// <summary>Its run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>The action.</summary>
    public required ActionRecord Action { get; init; }

    /// <summary>Who called it, from the root down to its parent; empty for the root.</summary>
    public required IReadOnlyList<ActionRecord> Callers { get; init; }

    /// <summary>The states of what it called.</summary>
    public required IReadOnlyDictionary<ActionState, long> Children { get; init; }

    /// <summary>What it logged and reported.</summary>
    public required ActionLog Log { get; init; }

    /// <summary>Its context, seen through.</summary>
    public required LensJson Lens { get; init; }

    /// <summary>The stream of events that tells when the page is out of date; null once nothing changes any more.</summary>
    public string? Events { get; init; }

    /// <summary>Why a request for a change was refused; null when there was none.</summary>
    public string? Refusal { get; init; }

    /// <summary>The time at which the page was made.</summary>
    public required DateTimeOffset Now { get; init; }
}
