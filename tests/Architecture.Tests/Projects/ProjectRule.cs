namespace Undercurrent.Architecture;

/// <summary>What a project may reference directly.</summary>
/// <param name="Projects">Folders of projects.</param>
/// <param name="Packages">Packages.</param>
internal sealed record ProjectRule(string[] Projects, string[] Packages);
