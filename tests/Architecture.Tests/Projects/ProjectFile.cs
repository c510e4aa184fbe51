using System.Xml.Linq;

namespace Undercurrent.Architecture;

/// <summary>What a project file, or a Directory.Build file, references.</summary>
/// <param name="Path">From the repository's root.</param>
/// <param name="Projects">The folders of the projects that it references.</param>
/// <param name="Packages">The packages.</param>
/// <param name="Others">What comes in by any other way: another SDK than the plain one, a framework, a file.</param>
internal sealed record ProjectFile(string Path, string[] Projects, string[] Packages, string[] Others)
{
    public static IReadOnlyList<ProjectFile> All { get; } = [.. Repository.Files.Where(IsProject).Select(Read)];

    /// <summary>The Directory.Build files: what they say holds for every project below them.</summary>
    public static IReadOnlyList<ProjectFile> Shared { get; } =
        [.. Repository.Files.Where(path => path.EndsWith(".props", StringComparison.Ordinal) || path.EndsWith(".targets", StringComparison.Ordinal)).Select(Read)];

    public string Folder => Path[..Math.Max(0, Path.LastIndexOf('/'))];

    public static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.Ordinal);

    /// <summary>This project and all that it references, directly or not.</summary>
    public IEnumerable<ProjectFile> Closure()
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([Folder]);
        while (open.TryPop(out var folder))
        {
            if (seen.Add(folder) && All.FirstOrDefault(project => project.Folder == folder) is { } project)
            {
                yield return project;
                Array.ForEach(project.Projects, open.Push);
            }
        }
    }

    private static ProjectFile Read(string path)
    {
        var xml = XDocument.Parse(Repository.ReadText(path));
        var folder = System.IO.Path.GetDirectoryName(Repository.FullPath(path))!;
        return new ProjectFile(
            path,
            [.. Included("ProjectReference").Select(reference => System.IO.Path.GetRelativePath(
                Repository.Root, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(reference.Replace('\\', '/'), folder))!).Replace('\\', '/'))],
            [.. Included("PackageReference"), .. Included("GlobalPackageReference")],
            [
                .. Included("FrameworkReference"), .. Included("Reference"),
                .. xml.Root!.Attributes("Sdk").Select(sdk => sdk.Value).Where(sdk => sdk != "Microsoft.NET.Sdk").Select(sdk => $"the SDK {sdk}"),
            ]);

        IEnumerable<string> Included(string item) =>
            xml.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();
    }
}
