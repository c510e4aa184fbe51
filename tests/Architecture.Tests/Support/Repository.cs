namespace Undercurrent.Architecture;

/// <summary>The files of this repository, as paths from its root with forward slashes; build output is left out.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs = ["bin", "obj", ".git", ".vs", ".vscode", ".idea", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Files { get; } =
        [.. List(new DirectoryInfo(Root)).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static string FullPath(string path) => Path.Combine(Root, path);

    public static string ReadText(string path) => File.ReadAllText(FullPath(path)).ReplaceLineEndings("\n");

    private static IEnumerable<string> List(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(child => !NotOurs.Contains(child.Name)).SelectMany(List));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Undercurrent.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No folder above {AppContext.BaseDirectory} holds Undercurrent.slnx: these tests read the repository that they were built in.");
    }
}
