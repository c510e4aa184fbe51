using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs cancel RUN…</c>: asks runs, or one action, to end.</summary>
internal static class RunsCancelVerb
{
    private const int PageSize = 500;

    private static readonly Argument<string[]> Runs = new("run") { Description = "The ids of the runs.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<string?> Query = new("--query") { Description = "All running runs that fit; asks first, unless --yes.", HelpName = "query" };

    private static readonly Option<string?> Action = new("--action") { Description = "Only this action of the run, with all below it.", HelpName = "action" };

    public static Command Create(CliHost host)
    {
        var command = new Command("cancel", "Cancels runs, or one action of a run.") { Runs, Query, Action, Confirmation.Yes };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var (given, query, action) = (call.Get(Runs), call.Get(Query), call.Get(Action));
        if (given.Length > 0 == query is not null)
        {
            throw CommandException.Usage(given.Length == 0 ? "Which runs? Name them, or say --query." : "Name the runs, or say --query; both is one too many.");
        }

        if (action is not null)
        {
            return await CancelActionAsync(call, given, action);
        }

        if (query is not null)
        {
            given = await FindAsync(call, query);
            if (given.Length == 0)
            {
                call.Words.Say("No running run fits.");
                return ExitCode.Ok;
            }

            Confirmation.Ask(call, given.Length == 1 ? $"Cancel the run {given[0]}?" : $"Cancel {given.Length} runs?");
        }

        return await CancelAsync(call, given);
    }

    private static async Task<int> CancelActionAsync(CommandCall call, string[] runs, string action)
    {
        if (runs.Length != 1)
        {
            throw CommandException.Usage("--action is of one run; name just that.");
        }

        var asked = await call.Api.CancelActionAsync(runs[0], action, call.Cancellation);
        call.Printer.One(asked, _ => call.Printer.Text(asked.Id));
        call.Words.Say($"Asked to end; {asked.Task} is {StateText.Of(asked.State)}.");
        return ExitCode.Ok;
    }

    // One that can't be cancelled doesn't keep the others from it.
    private static async Task<int> CancelAsync(CommandCall call, string[] runs)
    {
        var asked = new List<RunJson>();
        var code = ExitCode.Ok;
        foreach (var run in runs)
        {
            try
            {
                asked.Add(await call.Api.CancelAsync(run, call.Cancellation));
            }
            catch (CommandException exception) when (runs.Length > 1 && exception.ExitCode is ExitCode.NotThere or ExitCode.Usage)
            {
                code = ErrorReport.Write(exception, call.Words);
            }
        }

        call.Printer.Page(new PageJson<RunJson>(asked, null), () => RunTable.Of(asked, [], call.Time));
        Say(call.Words, asked);
        return code;
    }

    // What had ended before was asked nothing. Of a cancelled one nobody knows whether it was by this.
    private static void Say(Words words, List<RunJson> asked)
    {
        if (asked is [{ State: RunState.Succeeded or RunState.Failed } only])
        {
            words.Say($"It has ended: {StateText.Of(only.State)}. Nothing was cancelled.");
            return;
        }

        var ended = asked.Count(run => run.State is RunState.Succeeded or RunState.Failed);
        words.Say((asked.Count == 1 ? "Asked to end." : $"{asked.Count} runs asked to end.") + (ended > 0 ? $" {ended} of them had ended before." : ""));
    }

    private static async Task<string[]> FindAsync(CommandCall call, string query)
    {
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = await call.Api.FindRunsAsync(query, PageSize, after, call.Cancellation);
            found.AddRange(page.Items.Where(run => run.EndedAt is null).Select(run => run.Id));
            after = page.Next;
        }
        while (after is not null);

        return [.. found];
    }
}
