using System.Globalization;
using System.Text.RegularExpressions;

namespace Undercurrent.Web.Contract;

/// <summary>Finds in a stack trace where the task's own code is.</summary>
internal static partial class UserFrame
{
    /// <summary>The first frame that tells a file; the framework's and the product's frames tell none. Null without one.</summary>
    public static FrameJson? Of(string? stackTrace) =>
        stackTrace is not null && Frame().Match(stackTrace) is { Success: true } match
            ? new FrameJson(match.Groups["method"].Value, match.Groups["file"].Value, int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture))
            : null;

    // As .NET writes it: "   at A.B.C(String d) in /src/File.cs:line 12", whatever the culture of the words.
    [GeneratedRegex(@"^\s*at (?<method>.+?) in (?<file>.+):line (?<line>[0-9]{1,9})\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Frame();
}
