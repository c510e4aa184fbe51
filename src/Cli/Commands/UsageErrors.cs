using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;

namespace Undercurrent.Cli.Commands;

/// <summary>Finds and says what is wrong with a command line.</summary>
internal static class UsageErrors
{
    /// <summary>One sentence for each error; none when the line can be executed.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = CommandLine.PathOf(command);
        if (command is { Subcommands.Count: > 0, Action: null } && parsed.Action is null or System.CommandLine.Invocation.ParseErrorAction)
        {
            return [parsed.UnmatchedTokens.Count > 0 ? Unknown(parsed.UnmatchedTokens[0], command, path) : $"{path} needs a verb: {string.Join(", ", Verbs(command))}."];
        }

        // An option that isn't one was taken for an argument. Behind a double dash that is meant.
        var mistaken = parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? []
            : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(IsOption).ToArray();
        if (mistaken.Length > 0)
        {
            return [.. mistaken.Select(token => Unknown(token, command, path))];
        }

        string[] unmatched = [.. parsed.UnmatchedTokens.Select(token => Unknown(token, command, path))];
        return unmatched.Length > 0 ? unmatched : [.. parsed.Errors.Select(error => Reword(error, path)).Distinct()];
    }

    public static int Write(ParseResult parsed, IReadOnlyList<string> errors, Words words)
    {
        foreach (var error in errors)
        {
            words.Error(error);
        }

        words.Remedy($"{CommandLine.PathOf(parsed.CommandResult.Command)} --help");
        return ExitCode.Usage;
    }

    private static string Unknown(string token, Command command, string path)
    {
        if (!IsOption(token) && command.Subcommands.Count == 0)
        {
            return $"{path} takes no further argument '{token}'.";
        }

        var known = IsOption(token) ? Options(command).Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)) : Verbs(command);
        var nearest = NearestNames.Of(token.Split('=')[0], known);
        return $"{path} has no {(IsOption(token) ? "option" : "verb")} '{token}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : ".")}";
    }

    private static string Reword(ParseError error, string path) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult } result => $"{path} needs a {result.Argument.Name}: {result.Argument.Description}",
        OptionResult { Tokens.Count: 0 } result => $"{result.Option.Name} needs a value: {result.Option.Name} <{result.Option.HelpName}>",
        OptionResult { Tokens.Count: > 1, Option.Arity.MaximumNumberOfValues: 1 } result => $"{result.Option.Name} is given more than once; it takes one value.",
        OptionResult { Tokens: [{ Value: var text }] } result when IsNumber(result.Option) && !int.TryParse(text, CultureInfo.InvariantCulture, out _) =>
            $"{result.Option.Name} is '{text}'; it must be a whole number.",
        _ => error.Message,
    };

    private static bool IsNumber(Option option) => option.ValueType == typeof(int) || option.ValueType == typeof(int?);

    private static IEnumerable<string> Verbs(Command command) => command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);

    // A number may be negative, and a dash alone is standard input.
    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-' && !char.IsAsciiDigit(token[1]);

    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive));
}
