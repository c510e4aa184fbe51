using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Undercurrent.Architecture;

/// <summary>
/// A namespace in src is the project's and the first folder's below it. In Core, what task authors and launchers write
/// down lies in one namespace, <c>Undercurrent</c>, so that one using is enough for them.
/// </summary>
public class NamespaceTests
{
    private static readonly Dictionary<string, string> Projects = new()
    {
        ["src/Core"] = "Undercurrent",
        ["src/Grains.Interfaces"] = "Undercurrent.Grains",
        ["src/Grains"] = "Undercurrent.Grains",
        ["src/Client"] = "Undercurrent.Client",
        ["src/Silo"] = "Undercurrent.Silo",
        ["src/Storage"] = "Undercurrent.Storage",
        ["src/Web"] = "Undercurrent.Web",
        ["src/Cli"] = "Undercurrent.Cli",
    };

    // The folders of Core that are for task authors and launchers.
    private static readonly string[] ForUsers = ["src/Core/Contexts", "src/Core/Naming", "src/Core/Runs", "src/Core/Tasks"];

    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["src/Core/Execution/ActionCancelledException.cs"] = "Task authors and launchers catch it.",
        ["src/Core/Execution/TaskFailedException.cs"] = "Task authors and launchers catch it.",
        ["src/Core/Execution/TaskFailure.cs"] = "Task authors and launchers read it in TaskFailedException.",
        ["src/Core/Execution/Caching/CachePolicy.cs"] = "Task authors set it in TaskOptions.",
        ["src/Core/Execution/Caching/CacheScope.cs"] = "Task authors set it in CachePolicy.",
        ["src/Core/Execution/Logging/RunLogging.cs"] = "Who hosts a runner or a silo calls it.",
        ["src/Core/Execution/Retry/RetryOptions.cs"] = "Task authors set it in TaskOptions.",
        ["src/Core/Execution/Retry/NonRetryableException.cs"] = "Task authors throw it.",
        ["src/Core/Execution/Timeouts/TimeoutOptions.cs"] = "Task authors set it in TaskOptions.",
        ["src/Core/Records/RunExistsException.cs"] = "Launchers catch it.",
        ["src/Grains.Interfaces/Running/ClusterUnreachableException.cs"] = "Launchers catch it.",
        ["src/Grains/Hosting/UndercurrentSiloOptions.cs"] = "Who hosts a silo sets it: in the project's namespace, as the options of the client are.",
        ["src/Grains/Hosting/UndercurrentSiloBuilderExtensions.cs"] = "Extends a builder of Orleans: in the namespace where its other extensions are.",
        ["src/Client/UndercurrentClientBuilderExtensions.cs"] = "Extends a builder of Orleans: in the namespace where its other extensions are.",
    };

    [Fact]
    public void Namespace_is_that_of_project_and_folder() => Rule.Holds(
        "The namespace in src is that of the project and of the first folder below it; in the folders of Core for users it is Undercurrent:",
        from file in SourceFile.Below("src")
        let expected = Expected(file.Path)
        from declared in file.Unit.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(declaration => declaration.Name.ToString())
            .DefaultIfEmpty(file.TopLevelTypes.Any() ? "none" : expected)
        where declared != expected
        select new Violation(file.Path, $"the namespace is {declared}, not {expected}"),
        Exceptions);

    private static string Expected(string path)
    {
        var parts = path.Split('/');
        var project = $"{parts[0]}/{parts[1]}";
        if (!Projects.TryGetValue(project, out var root))
        {
            return $"known: add {project} to the table in NamespaceTests";
        }

        return parts.Length == 3 || ForUsers.Contains($"{project}/{parts[2]}") ? root : $"{root}.{parts[2]}";
    }
}
