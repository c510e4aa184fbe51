namespace Undercurrent.Records;

/// <summary>The action whose result another one took over instead of running: a cache hit's, or that of the run that was launched again. Immutable.</summary>
/// <param name="RunId">The run of that action.</param>
/// <param name="ActionId">The action.</param>
public sealed record ActionSource(RunId RunId, ActionId ActionId);
