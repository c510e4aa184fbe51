namespace Undercurrent.Cli.Client;

/// <summary>Reads back what a request asked for, for sentences about its refusal.</summary>
internal static class RequestText
{
    /// <summary>The query text; null when there was none.</summary>
    public static string? QueryOf(Uri? uri) => uri?.Query.TrimStart('?').Split('&')
        .Where(parameter => parameter.StartsWith("q=", StringComparison.Ordinal))
        .Select(parameter => Uri.UnescapeDataString(parameter[2..]))
        .FirstOrDefault();

    /// <summary>The run in the path; null when there is none.</summary>
    public static string? RunOf(Uri? uri)
    {
        var parts = uri?.AbsolutePath.Split('/') ?? [];
        var index = Array.IndexOf(parts, "runs");
        return index >= 0 && index + 1 < parts.Length ? Uri.UnescapeDataString(parts[index + 1]) : null;
    }
}
