using System.CommandLine;
using System.CommandLine.Parsing;
using Undercurrent.Cli.Client;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Completion;

/// <summary>Finds what could stand at the cursor: verbs and options of the command line, names of tasks and runs from the server.</summary>
internal static class Completions
{
    private const int MostRuns = 30;

    // Nobody waits longer for a shell.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<string>> OfAsync(RootCommand root, string line, int position, CliHost host, CancellationToken cancellation)
    {
        var parsed = root.Parse(line[..position]);
        var known = parsed.GetCompletions(position).Select(item => item.Label);
        var word = WordAt(line[..position]);
        if (word.StartsWith('-') || ArgumentAt(parsed, word) is not { } argument)
        {
            return Fitting(known, word);
        }

        var found = await AskAsync(parsed, argument, host, cancellation);
        return Fitting(found.Concat(known), word);
    }

    // Options only when somebody begins one: there are many.
    private static string[] Fitting(IEnumerable<string> labels, string word) =>
        [.. labels.Where(label => label.StartsWith(word, StringComparison.Ordinal) && !label.StartsWith('/') && label.StartsWith('-') == word.StartsWith('-')).Distinct()];

    private static string WordAt(string before) => before[(before.LastIndexOf(' ') + 1)..];

    // The argument that the word at the cursor is, or would be.
    private static string? ArgumentAt(ParseResult parsed, string word)
    {
        var given = parsed.CommandResult.Children.OfType<ArgumentResult>().Where(argument => argument.Tokens.Count > 0).ToArray();
        if (word.Length > 0 && given.LastOrDefault() is { } current && current.Tokens[^1].Value == word)
        {
            return current.Argument.Name;
        }

        return parsed.CommandResult.Command.Arguments.FirstOrDefault(argument => given.All(known => known.Argument != argument) || argument.Arity.MaximumNumberOfValues > 1)?.Name;
    }

    private static async Task<IReadOnlyList<string>> AskAsync(ParseResult parsed, string argument, CliHost host, CancellationToken cancellation)
    {
        if (argument is not ("task" or "run" or "name"))
        {
            return [];
        }

        try
        {
            if (argument == "name")
            {
                return parsed.CommandResult.Parent is CommandResult { Command.Name: "config" } ? [.. host.Config.Read().Profiles.Keys] : [];
            }

            using var limit = new CancellationTokenSource(Limit, host.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
            var connection = ConnectionReader.Read(
                parsed.GetValue(GlobalOptions.Server), parsed.GetValue(GlobalOptions.Token), parsed.GetValue(GlobalOptions.Profile), host.Environment, host.Config);
            using var api = new ApiClient(connection, host.Time);
            return argument == "task"
                ? [.. (await api.GetTasksAsync(either.Token)).Items.Select(task => task.Name)]
                : [.. (await api.FindRunsAsync(null, MostRuns, null, either.Token)).Items.Select(run => run.Id)];
        }
        catch (Exception exception) when (exception is CommandException or OperationCanceledException)
        {
            return [];
        }
    }
}
