using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Undercurrent.Architecture;

/// <summary>
/// Orleans and the projects over it, as samples/HelloWorld.Cluster has them beside it after its build: this project must
/// not reference them itself.
/// </summary>
internal static class ClusterReferences
{
    private static readonly string Output = Path.Combine(
        Repository.Root, "samples/HelloWorld.Cluster/bin",
        typeof(ClusterReferences).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, $"net{Environment.Version.Major}.{Environment.Version.Minor}");

    /// <summary>Why there are none; null when they are there.</summary>
    public static string? Missing { get; } = FindReason();

    public static IReadOnlyList<MetadataReference> Load()
    {
        var own = SnippetCompiler.OwnReferences.Select(reference => Path.GetFileName(reference.Display)).ToHashSet();
        return
        [
            .. SnippetCompiler.OwnReferences,
            .. Directory.EnumerateFiles(Output, "*.dll").Where(file => !own.Contains(Path.GetFileName(file))).Select(file => MetadataReference.CreateFromFile(file)),
        ];
    }

    private static string? FindReason()
    {
        const string Build = "Build it first: dotnet build samples/HelloWorld.Cluster.";
        var client = new FileInfo(Path.Combine(Output, "Undercurrent.Client.dll"));
        if (!client.Exists)
        {
            return $"samples/HelloWorld.Cluster is not built here. {Build}";
        }

        // Where Orleans can't be had any more, an old build proves nothing about the code of today.
        var newer = SourceFile.Below("src/Client").FirstOrDefault(file => File.GetLastWriteTimeUtc(Repository.FullPath(file.Path)) > client.LastWriteTimeUtc);
        return newer is null ? null : $"samples/HelloWorld.Cluster was built before {newer.Path} was changed. {Build}";
    }
}
