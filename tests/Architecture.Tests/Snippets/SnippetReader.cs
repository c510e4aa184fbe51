using System.Text.RegularExpressions;

namespace Undercurrent.Architecture;

/// <summary>
/// Finds the C# in documents: fences marked <c>csharp</c>, and behind it <c>cluster</c> when it uses Orleans, <c>continues</c>
/// when it goes on where the snippet before it ended. There is no mark for code that doesn't compile.
/// </summary>
internal static partial class SnippetReader
{
    /// <summary>The README, and what is below docs.</summary>
    public static IReadOnlyList<string> Documents { get; } =
        [.. Repository.Files.Where(path => path == "README.md" || (path.StartsWith("docs/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal)))];

    /// <exception cref="FormatException">A fence has an unknown mark, or no end.</exception>
    public static IReadOnlyList<Snippet> Read(string document, string markdown)
    {
        var snippets = new List<Snippet>();
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var opening = Fence().Match(lines[index]);
            if (!opening.Success)
            {
                continue;
            }

            var first = index + 1;
            var fence = opening.Groups["fence"].Value;
            var end = Array.FindIndex(lines, first, line => line.Trim().StartsWith(fence, StringComparison.Ordinal) && line.Trim().Trim(fence[0]).Length == 0);
            if (end < 0)
            {
                throw new FormatException($"{document}:{index + 1}: this fence has no end.");
            }

            index = end;
            string[] marks = opening.Groups["info"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (marks.Length == 0 || marks[0].ToUpperInvariant() is not ("CSHARP" or "CS" or "C#"))
            {
                continue;
            }

            if (marks.Skip(1).FirstOrDefault(mark => mark is not ("cluster" or "continues")) is { } unknown)
            {
                throw new FormatException($"{document}:{first}: '{unknown}' is no mark of a C# snippet; there are 'cluster' (it uses Orleans) and 'continues'.");
            }

            var indent = opening.Groups["indent"].Length;
            var code = lines[first..end].Select(line => line[Math.Min(indent, line.Length - line.TrimStart().Length)..]);
            snippets.Add(new Snippet(document, first + 1, string.Join('\n', code), marks.Contains("cluster"), marks.Contains("continues")));
        }

        return snippets;
    }

    [GeneratedRegex(@"^(?<indent>[\s>]*)(?<fence>`{3,}|~{3,})(?<info>[^`]*)$")]
    private static partial Regex Fence();
}
