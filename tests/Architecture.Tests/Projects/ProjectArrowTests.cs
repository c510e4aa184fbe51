using System.Xml.Linq;

namespace Undercurrent.Architecture;

public class ProjectArrowTests
{
    private const string Advice =
        "The arrows between projects are data in tests/Architecture.Tests/Projects/Arrows.cs. Turn the reference round, move the code, "
        + "or, when the arrow is wanted, change the table there and in CONTRIBUTING.md:";

    [Fact]
    public void Src_project_outside_the_table_is_an_error() => Rule.Holds(
        Advice,
        ProjectFile.All.Where(project => IsSrc(project) && !Arrows.Src.ContainsKey(project.Folder))
            .Select(project => new Violation(project.Folder, "is not in the table; add what it may reference"))
            .Concat(Arrows.Src.Keys.Where(folder => !ProjectFile.All.Any(project => project.Folder == folder))
                .Select(folder => new Violation(folder, "is in the table and no project any more"))));

    [Fact]
    public void Src_project_references_only_the_projects_of_its_row() => Rule.Holds(
        Advice,
        from project in ProjectFile.All
        where IsSrc(project)
        from reference in project.Projects.Except(Arrows.Src.GetValueOrDefault(project.Folder)?.Projects ?? [])
        select new Violation(project.Folder, $"references {reference}"));

    [Fact]
    public void Src_project_references_only_the_packages_of_its_row() => Rule.Holds(
        Advice,
        from project in ProjectFile.All
        where IsSrc(project)
        from reference in project.Packages.Except(Arrows.Src.GetValueOrDefault(project.Folder)?.Packages ?? [], StringComparer.OrdinalIgnoreCase)
            .Concat(project.Others.Except(Arrows.Src.GetValueOrDefault(project.Folder)?.Frameworks ?? []))
        select new Violation(project.Folder, $"references {reference}"));

    [Fact]
    public void Directory_build_file_references_only_what_its_row_allows() => Rule.Holds(
        Advice,
        from shared in ProjectFile.Shared
        from reference in shared.Packages.Except(Arrows.SharedPackages.GetValueOrDefault(shared.Path) ?? [], StringComparer.OrdinalIgnoreCase)
            .Concat(shared.Projects).Concat(shared.Others)
        select new Violation(shared.Path, $"references {reference}, for every project below it"));

    [Fact]
    public void Project_that_may_not_know_orleans_does_not_reach_it() => Rule.Holds(
        Advice,
        from project in ProjectFile.All
        where !Arrows.KnowOrleans.Contains(project.Folder)
        from reached in project.Closure()
        from package in reached.Packages
        where package.Contains("Orleans", StringComparison.OrdinalIgnoreCase)
        select new Violation(project.Folder, $"needs {package}{(reached == project ? "" : $", through {reached.Folder}")}"));

    [Fact]
    public void Project_that_may_know_orleans_does() => Rule.Holds(
        Advice,
        Arrows.KnowOrleans
            .Where(folder => !ProjectFile.All.Where(project => project.Folder == folder).SelectMany(project => project.Closure())
                .SelectMany(project => project.Packages).Any(package => package.StartsWith("Microsoft.Orleans", StringComparison.Ordinal)))
            .Select(folder => new Violation(folder, "is in the list of those that know Orleans, and doesn't need it")));

    [Fact]
    public void Solution_holds_every_project_and_nothing_else()
    {
        string[] listed = [.. XDocument.Parse(Repository.ReadText("Undercurrent.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value)];
        string[] there = [.. ProjectFile.All.Select(project => project.Path)];
        Rule.Holds(
            "Undercurrent.slnx lists every project: dotnet sln Undercurrent.slnx add (or remove) <project>:",
            there.Except(listed).Select(path => new Violation(path, "is missing in Undercurrent.slnx"))
                .Concat(listed.Except(there).Select(path => new Violation(path, "is in Undercurrent.slnx and not on disk"))));
    }

    private static bool IsSrc(ProjectFile project) => project.Path.StartsWith("src/", StringComparison.Ordinal);
}
