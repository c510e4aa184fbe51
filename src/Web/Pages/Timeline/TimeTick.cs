namespace Undercurrent.Web.Pages;

/// <summary>A mark of the time axis.</summary>
/// <param name="X">Where, in percent of the width.</param>
/// <param name="Text">The time since the beginning.</param>
public sealed record TimeTick(double X, string Text)
{
    // In percent: behind it the edge would cut the words off.
    private const double LastWithRoom = 88;

    /// <summary>Whether its words stand on its left, since there is no room on its right.</summary>
    public bool IsAtTheEnd => X > LastWithRoom;
}
