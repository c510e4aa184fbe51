namespace Undercurrent.Cli.Trees;

/// <summary>A line of a tree. All of it is harmless on a terminal.</summary>
/// <param name="Guides">The lines that lead to it.</param>
/// <param name="Mark">The sign of its state.</param>
/// <param name="Color">The colour of the sign.</param>
/// <param name="Text">What it says.</param>
/// <param name="Remark">What it says in grey behind that.</param>
internal sealed record TreeLine(string Guides, string Mark, string? Color, string Text, string Remark);
