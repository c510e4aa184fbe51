namespace Undercurrent.Conformance;

/// <summary>What a task class tells of its attempt.</summary>
/// <param name="Input">Its input: the gate that it opens when it is disposed.</param>
/// <param name="ScopeId">Its scoped service: the gate that this opens when it is disposed.</param>
/// <param name="SameScope">Whether constructor and body got the same scoped service.</param>
public sealed record AttemptReport(string Input, string ScopeId, bool SameScope);
