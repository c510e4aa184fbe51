namespace Undercurrent.Processes.Tasks;

/// <summary>What a body tells the test when it stands before the gate.</summary>
/// <param name="Name">Which body it is.</param>
/// <param name="ProcessId">The process that executes it.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Context">The custom context that it sees, as text.</param>
public sealed record Knock(string Name, int ProcessId, int Attempt, string Context);
