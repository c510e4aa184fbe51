using System.Globalization;
using System.Text.RegularExpressions;

namespace Undercurrent.Web.Contract;

/// <summary>Finds in a stack trace where the task's own code is.</summary>
internal static partial class UserFrame
{
    /// <summary>
    /// The first frame that tells a file and is not the product's, which throws where a body reads a key that isn't there;
    /// else the first that tells one. The framework's frames tell none. Null without one.
    /// </summary>
    public static FrameJson? Of(string? stackTrace)
    {
        var frames = Frame().Matches(stackTrace ?? "");
        return (frames.FirstOrDefault(frame => !frame.Groups["method"].ValueSpan.StartsWith("Undercurrent.", StringComparison.Ordinal)) ?? frames.FirstOrDefault()) is { } match
            ? new FrameJson(match.Groups["method"].Value, match.Groups["file"].Value, int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    // As .NET writes it: "   at A.B.C(String d) in /src/File.cs:line 12", whatever the culture of the words.
    [GeneratedRegex(@"^\s*at (?<method>.+?) in (?<file>.+):line (?<line>[0-9]{1,9})\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Frame();
}
