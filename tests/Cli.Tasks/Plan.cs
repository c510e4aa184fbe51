namespace Undercurrent.Cli.Tasks;

/// <summary>An input of more than one part.</summary>
/// <param name="Name">A name.</param>
/// <param name="Steps">A number.</param>
public sealed record Plan(string Name, int Steps);
