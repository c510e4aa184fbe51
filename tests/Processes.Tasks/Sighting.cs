namespace Undercurrent.Processes.Tasks;

/// <summary>What an action saw.</summary>
/// <param name="Path">Its place in the tree, as in <c>3-1</c>; empty for the root.</param>
/// <param name="Context">The custom context, as text.</param>
public sealed record Sighting(string Path, string Context);
