using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Trees;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs tree RUN</c>: the actions of a run, as they called each other.</summary>
internal static class RunsTreeVerb
{
    private const int DefaultDepth = 4;
    private const int DefaultBreadth = 20;

    private static readonly Option<string?> At = new("--at") { Description = "From this action downward; else from the root.", HelpName = "action" };

    private static readonly Option<int> Depth = new("--depth")
    {
        Description = $"How many levels below the first; else {DefaultDepth}.",
        HelpName = "number",
        DefaultValueFactory = _ => DefaultDepth,
    };

    private static readonly Option<bool> All = new("--all")
    {
        Description = $"Every action. Else of more than {DefaultBreadth} calls the failed and the slowest few are shown, and the rest is counted.",
    };

    public static Command Create(CliHost host)
    {
        var command = new Command("tree", "Shows the actions of a run as they called each other; large levels are folded.") { RunArgument.Run, At, Depth, All };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        if (call.Get(Depth) is < 0 and var depth)
        {
            throw CommandException.Usage($"--depth is {depth}; it must be at least 0.");
        }

        var (run, at) = (call.Get(RunArgument.Run), call.Get(At));
        if (call.Printer.Format == OutputFormat.Json)
        {
            call.Printer.One(await call.Api.GetLevelAsync(run, at, null, null, call.Cancellation), static _ => { });
            return ExitCode.Ok;
        }

        var all = call.Get(All);
        var shape = new TreeShape
        {
            Depth = all && !call.IsGiven(Depth) ? int.MaxValue : call.Get(Depth),
            Breadth = all ? int.MaxValue : DefaultBreadth,
        };
        var nodes = await new TreeReader(call.Api, run, shape).ReadAsync(at, call.Cancellation);
        if (call.Printer.Format == OutputFormat.Jsonl)
        {
            foreach (var action in nodes.SelectMany(node => node.All))
            {
                call.Printer.Line(action);
            }

            return ExitCode.Ok;
        }

        var state = (await call.Api.GetRunAsync(run, call.Cancellation)).State;
        TreeText.Write(TreeText.Draw(nodes, state, call.Time.GetUtcNow()), call.Screen.Out, call.Screen.OutIsTerminal ? call.Screen.Width : Screen.Unbounded, call.Screen.ColorsOut);
        if (!all && nodes.Any(HidesSomething))
        {
            call.Words.Say($"Some calls are only counted: --all shows every one, --at ACTION a part.");
        }

        return ExitCode.Ok;
    }

    private static bool HidesSomething(ActionNode node) => node.HiddenTotal > 0 || node.Children.Any(HidesSomething);
}
