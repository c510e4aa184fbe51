using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs list</c>: finds runs.</summary>
internal static class RunsListVerb
{
    private const int DefaultSize = 50;
    private const int PageSize = 500;

    private static readonly Argument<string?> Query = new("query")
    {
        Description = "Which, as in the search box of the page: 'state:failed task:ingest ctx.region=eu label.team=x age<24h timeout'. Else all.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int?> Size = new("--size") { Description = "The most runs; else 50.", HelpName = "number" };

    private static readonly Option<bool> All = new("--all") { Description = "All of them, however many." };

    private static readonly Option<string?> After = new("--after") { Description = "Where to go on: next of the page before (-o json).", HelpName = "mark" };

    private static readonly Option<string?> Keys = new("--keys") { Description = "A column for each of these context keys.", HelpName = "key,key" };

    public static Command Create(CliHost host)
    {
        var command = new Command("list", "Lists runs, newest first.") { Query, Size, All, After, Keys };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var most = call.Get(All) ? int.MaxValue : call.Get(Size) ?? DefaultSize;
        if (most < 1)
        {
            throw CommandException.Usage($"--size is {most}; it must be at least 1.");
        }

        var keys = call.Get(Keys)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var runs = new List<RunJson>();
        var after = call.Get(After);
        do
        {
            var page = await call.Api.FindRunsAsync(call.Find(Query), Math.Min(PageSize, most - runs.Count), after, call.Cancellation);
            runs.AddRange(page.Items);
            after = page.Next;

            // Lines needn't wait for the last page.
            if (call.Printer.Format == OutputFormat.Jsonl)
            {
                call.Printer.Page(page, () => RunTable.Of([], keys, call.Time));
            }
        }
        while (after is not null && runs.Count < most);

        if (call.Printer.Format != OutputFormat.Jsonl)
        {
            call.Printer.Page(new PageJson<RunJson>(runs, after), () => RunTable.Of(runs, keys, call.Time));
        }

        if (runs.Count == 0)
        {
            call.Words.Say("No run fits.");
        }
        else if (after is not null && call.Printer.Format == OutputFormat.Table)
        {
            call.Words.Say($"There are more than these {runs.Count}: --size {(long)most * 2}, or --all.");
        }

        return ExitCode.Ok;
    }
}
