namespace Undercurrent.Architecture;

/// <summary>What a project may reference directly.</summary>
/// <param name="Projects">Folders of projects.</param>
/// <param name="Packages">Packages.</param>
/// <param name="Frameworks">Shared frameworks beyond .NET itself; null for none.</param>
internal sealed record ProjectRule(string[] Projects, string[] Packages, string[]? Frameworks = null);
