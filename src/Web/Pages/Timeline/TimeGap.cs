namespace Undercurrent.Web.Pages;

/// <summary>A stretch of time without anything to see, folded to a mark.</summary>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
/// <param name="X">Where the mark begins, in percent of the width.</param>
/// <param name="Width">How wide it is, in percent.</param>
public sealed record TimeGap(DateTimeOffset From, DateTimeOffset To, double X, double Width);
