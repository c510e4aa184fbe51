namespace Undercurrent.Web.Pages;

/// <summary>A mark of the time axis.</summary>
/// <param name="X">Where, in percent of the width.</param>
/// <param name="Text">The time since the beginning.</param>
public sealed record TimeTick(double X, string Text);
