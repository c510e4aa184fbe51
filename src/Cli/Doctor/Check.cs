using System.Text.Json.Serialization;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="State">What came of it.</param>
/// <param name="Found">What was found.</param>
/// <param name="Next">What to do; absent when there is nothing.</param>
internal sealed record Check(string Name, CheckState State, string Found, string? Next = null)
{
    /// <summary>The exit code when this is the first check that failed.</summary>
    [JsonIgnore]
    public int ExitCode { get; init; } = Errors.ExitCode.Failed;

    public static Check Ok(string name, string found) => new(name, CheckState.Ok, found);

    public static Check Warn(string name, string found, string next) => new(name, CheckState.Warn, found, next);

    public static Check Fail(string name, string found, string? next, int exitCode = Errors.ExitCode.Failed) => new(name, CheckState.Fail, found, next) { ExitCode = exitCode };

    public static Check Fail(string name, CommandException error) => Fail(name, error.Message, error.Next, error.ExitCode);
}
