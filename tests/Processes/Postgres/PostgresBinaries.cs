namespace Undercurrent.Processes;

/// <summary>Where PostgreSQL's programs lie on this machine.</summary>
internal static class PostgresBinaries
{
    // Debian's packages put no server program on the PATH.
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The folder with initdb and postgres; null when there is none.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(
        folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    private static IEnumerable<string> Candidates() =>
    [
        .. Directory.Exists(DebianFolder)
            ? Directory.EnumerateDirectories(DebianFolder).OrderByDescending(folder => Version(folder)).Select(folder => Path.Combine(folder, "bin"))
            : [],
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static double Version(string folder) => double.TryParse(Path.GetFileName(folder), null, out var version) ? version : 0;
}
