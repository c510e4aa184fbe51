namespace Undercurrent.Records;

/// <summary>One try of an action.</summary>
/// <param name="Number">From 1, and again from 1 when an ancestor was tried again and so called it again.</param>
/// <param name="AncestorAttempts">
/// <c>depth:attempt</c> for each ancestor whose attempt was not the first, from the root (depth 0) down; empty when all were.
/// </param>
/// <param name="Host">The process or silo that ran it.</param>
/// <param name="State">Its state when this was read.</param>
/// <param name="StartedAt">When its body started; null when the host was lost before it could say so.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Failure">What it failed with, or why it was lost; null otherwise.</param>
public sealed record AttemptRecord(
    int Number, string AncestorAttempts, string? Host, ActionState State, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, TaskFailure? Failure);
