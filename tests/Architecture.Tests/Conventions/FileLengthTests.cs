using System.Text.RegularExpressions;

namespace Undercurrent.Architecture;

public partial class FileLengthTests
{
    private const int Most = 300;

    // Results of measurements are data, not text for readers.
    private static readonly string[] Kinds = [".cs", ".md", ".txt", ".csproj", ".props", ".targets", ".sh", ".sql", ".css", ".js", ".html"];

    [Fact]
    public void File_is_short_or_says_why_not() => Rule.Holds(
        $"A file has at most {Most} lines; split it by subject, or say in a comment in its first five lines why not (\"… lines because …\", \"long because …\"):",
        from path in Repository.Files
        where Kinds.Contains(Path.GetExtension(path)) || path == ".ci/run"
        let lines = Repository.ReadText(path).TrimEnd('\n').Split('\n')
        where lines.Length > Most && !lines.Take(5).Any(line => Reason().IsMatch(line))
        select new Violation(path, $"has {lines.Length} lines"));

    [GeneratedRegex(@"^\s*(//|#|<!--|/?\*).*(\blines\b|\blong because\b)")]
    private static partial Regex Reason();
}
