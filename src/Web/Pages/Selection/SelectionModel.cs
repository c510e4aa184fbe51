using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>The question before something is done with several runs, and what came of it.</summary>
public sealed record SelectionModel
{
    /// <summary>Whether it is about launching again; else about cancelling.</summary>
    public required bool IsAgain { get; init; }

    /// <summary>The runs that it will be done with.</summary>
    public required IReadOnlyList<RunRecord> Runs { get; init; }

    /// <summary>How many of the selection are left out: they have ended already, or are gone.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Where to go on afterwards: a path of ours.</summary>
    public required string Back { get; init; }

    /// <summary>What could not be done, by run; empty before and when all could.</summary>
    public IReadOnlyList<(RunId Run, string Why)> Failed { get; init; } = [];

    /// <summary>How many it was done with; null before.</summary>
    public int? Done { get; init; }
}
