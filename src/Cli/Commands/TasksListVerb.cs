using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent tasks list</c>.</summary>
internal static class TasksListVerb
{
    private static readonly Argument<string?> Part = new("part") { Description = "Only tasks whose names have this in them.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(CliHost host)
    {
        var command = new Command("list", "Lists the tasks of the server.") { Part };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var page = await call.Api.GetTasksAsync(call.Cancellation);
        page = call.Find(Part) is { } part ? page with { Items = [.. page.Items.Where(task => task.Name.Contains(part, StringComparison.OrdinalIgnoreCase))] } : page;
        call.Printer.Page(page, () =>
        {
            var table = new Columns("TASK", "INPUTS", "RESULT");
            foreach (var task in page.Items)
            {
                table.Add(task.Name, string.Join(", ", task.Inputs.Select(input => $"{input.Name}: {SchemaWords.OfInput(input.Schema, input.AcceptsNull)}")), SchemaWords.Of(task.ResultSchema));
            }

            return table;
        });
        return ExitCode.Ok;
    }
}
