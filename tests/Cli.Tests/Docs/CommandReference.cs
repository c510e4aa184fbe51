using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using Undercurrent.Cli.Commands;

namespace Undercurrent.Cli.Docs;

/// <summary>Writes down a command tree: every verb with its arguments and options.</summary>
internal static class CommandReference
{
    public static string Write(RootCommand root)
    {
        var text = new StringBuilder("""
            <!-- Written by the tests of the command line: APPROVE_CLI_REFERENCE=1 dotnet run test.cs -- --projects Cli.Tests --filter ReferenceTests -->
            # All verbs

            What they are for: [cli.md](cli.md). Every verb takes the options of `undercurrent`.


            """);
        Write(root, text);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Write(Command command, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"## `{CommandLine.PathOf(command)}{string.Concat(command.Arguments.Select(Usage))}`\n");
        text.Append(CultureInfo.InvariantCulture, $"{command.Description}\n\n");
        var options = command.Options.Where(option => !option.Hidden && option is not HelpOption and not VersionOption).ToArray();
        var visible = command.Subcommands.Where(verb => !verb.Hidden).ToArray();
        if (command.Arguments.Count + options.Length > 0)
        {
            text.Append("| | |\n|---|---|\n");
            foreach (var argument in command.Arguments)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{argument.Name}` | {argument.Description} |\n");
            }

            foreach (var option in options)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{string.Join("`, `", option.Aliases.Order().Append(option.Name))}`{(option.HelpName is null ? "" : $" `{option.HelpName.Replace("|", "\\|", StringComparison.Ordinal)}`")} | {option.Description} |\n");
            }

            text.Append('\n');
        }

        foreach (var verb in visible)
        {
            Write(verb, text);
        }
    }

    private static string Usage(Argument argument) => (argument.Arity.MinimumNumberOfValues, argument.Arity.MaximumNumberOfValues) switch
    {
        (0, 1) => $" [{argument.Name}]",
        (_, 1) => $" <{argument.Name}>",
        _ => $" [{argument.Name}…]",
    };
}
