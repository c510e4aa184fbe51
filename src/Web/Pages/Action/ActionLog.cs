using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>What an action logged and reported.</summary>
/// <param name="Lines">The lines, in order.</param>
/// <param name="Seen">How many events of the run were looked through.</param>
/// <param name="IsWhole">Whether that were all there are, and all lines are here.</param>
public sealed record ActionLog(IReadOnlyList<RunEvent> Lines, long Seen, bool IsWhole);
