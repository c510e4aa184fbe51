using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>A row of the tree.</summary>
public sealed record TreeRow
{
    /// <summary>What it shows.</summary>
    public required TreeRowKind Kind { get; init; }

    /// <summary>Its id in the page: <c>r-</c> and the action's id; other letters where an action is shown once more.</summary>
    public required string Id { get; init; }

    /// <summary>Its depth, from 1 for the root.</summary>
    public required int Level { get; init; }

    /// <summary>The action; null for rows that show none.</summary>
    public ActionRecord? Action { get; init; }

    /// <summary>Its place among its siblings, from 1; null where that isn't known.</summary>
    public int? Position { get; init; }

    /// <summary>How many siblings there are, it included; null where that isn't known.</summary>
    public long? SetSize { get; init; }

    /// <summary>The states of what it called.</summary>
    public IReadOnlyDictionary<ActionState, long> Children { get; init; } = new Dictionary<ActionState, long>();

    /// <summary>Whether what it called is shown below it; null where there is nothing to show.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>The page with this row opened or closed; null where that can't be.</summary>
    public string? ToggleUrl { get; init; }

    /// <summary>The words of a row that shows no action.</summary>
    public string? Text { get; init; }

    /// <summary>The page with the next part of the set; null at its end.</summary>
    public string? NextUrl { get; init; }

    /// <summary>The page with the first part of the set; null when this is it.</summary>
    public string? FirstUrl { get; init; }

    /// <summary>The tree with the way to this row open; null in the tree itself.</summary>
    public string? ShowUrl { get; init; }

    /// <summary>Whether the run's failure began here.</summary>
    public bool IsRootCause { get; init; }

    /// <summary>Whether it is the one that was asked for.</summary>
    public bool IsShown { get; init; }
}
