namespace Undercurrent.Grains.Wire;

/// <summary>What a wait for a run's end found.</summary>
/// <param name="IsKnown">Whether the cluster knows the run at all.</param>
/// <param name="Outcome">How it ended; null while it runs.</param>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.runwait")]
internal sealed record RunWaitAnswer([property: Id(0)] bool IsKnown, [property: Id(1)] OutcomeMessage? Outcome);
