namespace Undercurrent.Execution;

/// <summary>An attempt that did not succeed, and all that the decision on the next one follows from.</summary>
/// <param name="Call">The call; when it was made is as recorded.</param>
/// <param name="Outcome">How the attempt ended: failed or lost.</param>
/// <param name="Failed">How many attempts up to and with this one failed.</param>
/// <param name="Lost">How many up to and with this one were lost without anything achieved in between.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Now">Behind a crash that is later.</param>
internal readonly record struct Tried(ActionCall Call, Outcome Outcome, int Failed, int Lost, DateTimeOffset EndedAt, DateTimeOffset Now);
