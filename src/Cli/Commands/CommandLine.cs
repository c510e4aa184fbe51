using System.CommandLine;
using Undercurrent.Cli.Output;

namespace Undercurrent.Cli.Commands;

/// <summary>Reads a command line and does what it says.</summary>
internal static class CommandLine
{
    // An argument that begins with @ is ours (a file with a value), not a file of further arguments.
    public static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellation)
    {
        var parsed = RootVerb.Create(host).Parse(args, Parser);
        if (UsageErrors.Of(parsed) is { Count: > 0 } errors && !IsAskingForHelp(parsed))
        {
            return UsageErrors.Write(parsed, errors, new Words(host.Screen, isQuiet: false));
        }

        // Signals are Program's: a run that is stopped has more to do than two seconds allow.
        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = host.Screen.Out,
                Error = host.Screen.Err,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            cancellation);
    }

    // Help is given whatever else is wrong.
    private static bool IsAskingForHelp(ParseResult parsed) => parsed.Action is System.CommandLine.Help.HelpAction or { ClearsParseErrors: true };

    /// <summary>The command line as one would write it, for sentences about it.</summary>
    public static string PathOf(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "undercurrent" : $"{PathOf(parent)} {command.Name}";
    }
}
