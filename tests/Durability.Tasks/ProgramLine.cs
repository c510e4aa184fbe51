using System.Text.Json;

namespace Undercurrent.Durability.Tasks;

/// <summary>A line that the in-process program writes: JSON, so that a test can read it.</summary>
/// <param name="What">One of the words below.</param>
/// <param name="Run">The run; null for lines of the program itself.</param>
/// <param name="Shape">What a launched run consists of; null otherwise.</param>
/// <param name="Detail">More, for people.</param>
public sealed record ProgramLine(string What, RunId? Run = null, LoadShape? Shape = null, string? Detail = null)
{
    /// <summary>The store is open.</summary>
    public const string Opened = "opened";

    /// <summary>A run that was interrupted was found.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>An interrupted run goes on.</summary>
    public const string Resumed = "resumed";

    /// <summary>A launch was acknowledged.</summary>
    public const string Launched = "launched";

    /// <summary>Something happened in a run.</summary>
    public const string Happened = "happened";

    /// <summary>A run ended.</summary>
    public const string Ended = "ended";

    /// <summary>All runs ended; the program does too.</summary>
    public const string Done = "done";

    public static ProgramLine Parse(string line) => JsonSerializer.Deserialize<ProgramLine>(line, TaskJson.DefaultOptions)!;

    public override string ToString() => JsonSerializer.Serialize(this, TaskJson.DefaultOptions);
}
