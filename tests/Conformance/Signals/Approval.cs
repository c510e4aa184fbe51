namespace Undercurrent.Conformance;

/// <summary>What people answer with.</summary>
public sealed record Approval(string By, bool Granted);
