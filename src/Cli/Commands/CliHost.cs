using System.CommandLine;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Commands;

/// <summary>What the process gives to its command: one for the process, another for a test.</summary>
internal sealed record CliHost
{
    public required Screen Screen { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public required ConfigFile Config { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>What a verb does: its errors become words on standard error and an exit code.</summary>
    public void Does(Command command, Func<CommandCall, Task<int>> action) => command.SetAction((parsed, cancellation) => CommandCall.RunAsync(this, parsed, action, cancellation));
}
