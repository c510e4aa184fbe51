namespace Undercurrent.Conformance;

/// <summary>What an action says of itself.</summary>
public sealed record Sighting(string ActionId, string Context);
