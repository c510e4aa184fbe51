namespace Undercurrent.Durability.Tasks;

/// <summary>What an action saw, and what those below it reported.</summary>
/// <param name="Path">Its place in the tree, as in <c>3-1</c>; empty for the root.</param>
/// <param name="Context">The custom context that it saw, as text.</param>
/// <param name="Token">Unique to this execution of the body: another execution of the same action has another.</param>
/// <param name="Below">The reports of those it called, in the order of its calls.</param>
public sealed record Report(string Path, string Context, string Token, Report[] Below);
