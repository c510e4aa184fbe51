using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Pages;

/// <summary>The context of a run or an action, seen through or compared.</summary>
public sealed record ContextModel
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>The action whose context it is; null for all values in the run.</summary>
    public ActionRecord? Action { get; init; }

    /// <summary>The context.</summary>
    public required LensJson Lens { get; init; }

    /// <summary>The stream of events that tells when the page is out of date; null once nothing changes any more.</summary>
    public string? Events { get; init; }

    /// <summary>What it is compared with, as it was typed.</summary>
    public string With { get; init; } = "";

    /// <summary>Why it can't be compared with that; null when it can.</summary>
    public string? WithError { get; init; }

    /// <summary>The comparison; null for none.</summary>
    public DiffJson? Diff { get; init; }
}
