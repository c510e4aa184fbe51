namespace Undercurrent.Web.Pages;

/// <summary>A piece of an action's time bar.</summary>
/// <param name="Kind">What it did.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
/// <param name="Attempt">Which attempt, from 1; 0 for none.</param>
public sealed record BarPiece(BarKind Kind, DateTimeOffset From, DateTimeOffset To, int Attempt)
{
    /// <summary>In words, as in <c>attempt 2: failed, 1.24 s</c>.</summary>
    public string Text => (Attempt, Kind) switch
    {
        (_, BarKind.Queued) => $"queued {Words.Duration(To - From)}",
        (_, BarKind.Waiting) => $"waiting to retry {Words.Duration(To - From)}",
        (0, BarKind.Interrupted) => "interrupted",
        (_, BarKind.Interrupted) => $"attempt {Attempt}: interrupted",
        (_, BarKind.Taken) => "result taken from another action",
        _ => $"attempt {Attempt}: {Kind.ToString().ToLowerInvariant()}, {Words.Duration(To - From)}",
    };
}
