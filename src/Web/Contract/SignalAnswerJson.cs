namespace Undercurrent.Web.Contract;

/// <summary>What became of a signal.</summary>
/// <param name="Holds">Whether this answer holds; false when the name was answered before.</param>
public sealed record SignalAnswerJson(bool Holds);
