using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;

namespace Undercurrent.Cli.Commands;

/// <summary>Says what is wrong with a command line.</summary>
internal static class UsageErrors
{
    public static int Write(ParseResult parsed, Words words)
    {
        var command = parsed.CommandResult.Command;
        var path = CommandLine.PathOf(command);
        var sentences = parsed.UnmatchedTokens.Select(token => Unknown(token, command, path))
            .Concat(parsed.Errors.Select(error => error.Message).Where(message => !parsed.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal))));
        if (parsed.UnmatchedTokens.Count == 0 && command.Subcommands.Count > 0 && command.Action is null)
        {
            sentences = [$"{path} needs a verb: {string.Join(", ", command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name))}."];
        }

        foreach (var sentence in sentences.Distinct())
        {
            words.Error(sentence);
        }

        words.Remedy($"{path} --help");
        return ExitCode.Usage;
    }

    private static string Unknown(string token, Command command, string path)
    {
        var isOption = token.StartsWith('-');
        var known = isOption
            ? command.Options.Concat(RecursiveOptions(command)).Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Where(verb => !verb.Hidden).SelectMany(verb => verb.Aliases.Prepend(verb.Name));
        var nearest = NearestNames.Of(token.Split('=')[0], known);
        var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
        var hint = nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : ".";
        return kind == "argument" ? $"{path} takes no further argument '{token}'." : $"{path} has no {kind} '{token}'{hint}";
    }

    private static IEnumerable<Option> RecursiveOptions(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive).Concat(RecursiveOptions(parent)));
}
