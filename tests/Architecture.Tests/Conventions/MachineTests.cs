using System.Text.RegularExpressions;

namespace Undercurrent.Architecture;

public partial class MachineTests
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["tests/Core.Tests/Contexts/ContextOriginTests.cs"] = "Origins shorten paths; the ones here are made up.",
    };

    [Fact]
    public void Text_names_no_path_of_one_machine() => Rule.Holds(
        "A path of one machine helps nobody else; write it from the repository's root:", Find(MachinePath()), Exceptions);

    [Fact]
    public void Text_names_no_package_registry() => Rule.Holds(
        "Packages come from the reader's own sources; name the package and its version, not a host:", Find(RegistryHost()));

    private static IEnumerable<Violation> Find(Regex pattern) =>
        from path in Repository.Files
        where !path.EndsWith(nameof(MachineTests) + ".cs", StringComparison.Ordinal) // It has to name what it looks for.
        let text = Repository.ReadText(path)
        where !text.Contains('\0') // Not a text.
        from line in text.Split('\n').Index()
        let match = pattern.Match(line.Item)
        where match.Success
        select new Violation(path, $"line {line.Index + 1}: {match.Value}");

    [GeneratedRegex(@"(?<![\w./~*\]})-])/(root|home|Users|work|mnt)/[\w.-]*|\b[A-Za-z]:\\(Users|src|work)\b", RegexOptions.IgnoreCase)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"[\w.-]*(nuget\.org|myget\.org|pkgs\.dev\.azure\.com|nuget\.pkg\.github\.com|jfrog\.io|artifactory|docker\.io|ghcr\.io|//(nuget|nexus|registry|packages|feed)[.-])[\w./:-]*", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();
}
