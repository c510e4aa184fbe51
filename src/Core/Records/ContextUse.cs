namespace Undercurrent.Records;

/// <summary>A context of a run, and how many of its actions started with it. Immutable.</summary>
/// <param name="Context">Keys and values with their origins (rule V1): the same values of another origin are another context.</param>
/// <param name="Actions">How many actions, from 1. Steps, delays and waits of a body are actions too.</param>
public sealed record ContextUse(CustomContext Context, long Actions);
