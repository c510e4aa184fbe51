using Undercurrent.Durability.Tasks;

namespace Undercurrent.Durability;

/// <summary>What the program was told.</summary>
/// <param name="Store">The SQLite file.</param>
/// <param name="Name">What the names of the runs that it launches begin with.</param>
/// <param name="Runs">How many it launches.</param>
/// <param name="Resumes">Whether it resumes what was interrupted.</param>
/// <param name="Shape">What each run consists of.</param>
internal sealed record ProgramOptions(string Store, string Name, int Runs, bool Resumes, LoadShape Shape)
{
    private const string Usage = "Usage: <store.db> <name> <runs> <resume|leave> <parents> <leaves> <leaf milliseconds> <lost attempts allowed>";

    /// <exception cref="FormatException">They are not as the usage says.</exception>
    public static ProgramOptions Parse(string[] args) =>
        args is [var store, var name, var runs, "resume" or "leave", var parents, var leaves, var milliseconds, var lost]
            ? new(store, name, Number(runs), args[3] == "resume", new LoadShape(Number(parents), Number(leaves), Number(milliseconds), Number(lost)))
            : throw new FormatException(Usage);

    private static int Number(string text) => int.Parse(text, null);
}
