using System.Runtime.CompilerServices;

namespace Undercurrent.Conformance;

/// <summary>Where a line of a test stands, to compare origins with.</summary>
public static class Here
{
    public static int Line([CallerLineNumber] int line = 0) => line;

    /// <summary>The name alone: the path before it differs from machine to machine, and in CI it is mapped.</summary>
    public static string? FileName(string? path) => path is null ? null : path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
