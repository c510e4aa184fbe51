using Undercurrent.Records;

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

    /// <summary>The time at which the page was made.</summary>
    public required DateTimeOffset Now { get; init; }
}
