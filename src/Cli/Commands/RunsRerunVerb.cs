using System.CommandLine;
using Undercurrent.Cli.Settings;
using Undercurrent.Cli.Watching;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs rerun RUN</c>: launches a run again, as it was or changed.</summary>
internal static class RunsRerunVerb
{
    private static readonly Option<LaunchFrom?> From = Choice.Of<LaunchFrom?, LaunchFrom>(new("--from")
    {
        Description = "start (else), or failure: what succeeded then answers from the record, and the rest runs.",
        HelpName = "start|failure",
    });

    private static readonly Option<string[]> Without = new("--without")
    {
        Description = "A context key of that run to leave out; again for more.",
        HelpName = "key",
        DefaultValueFactory = _ => [],
    };

    public static Command Create(CliHost host)
    {
        var command = new Command("rerun", "Launches a run again: with its inputs, context and labels as they were, or changed.")
        {
            RunArgument.Run,
            From,
            LaunchOptions.Context,
            LaunchOptions.ContextFiles,
            Without,
            LaunchOptions.Input,
            LaunchOptions.Inputs,
            LaunchOptions.Label,
            LaunchOptions.Id,
            LaunchOptions.MaxConcurrency,
            LaunchOptions.Cache,
            WaitOptions.Watch,
            WaitOptions.Wait,
            WaitOptions.Timeout,
        };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var timeout = WaitOptions.ReadTimeout(call);
        var source = call.Get(RunArgument.Run);
        var rerun = new RerunJson
        {
            From = call.Get(From),
            Set = LaunchOptions.ReadContext(call),
            Remove = call.Get(Without) is { Length: > 0 } removed ? removed : null,
            Inputs = await LaunchOptions.ReadInputsAsync(call, () => TaskOfAsync(call, source)),
            Labels = LaunchOptions.ReadLabels(call),
            Id = call.Get(LaunchOptions.Id),
            MaxConcurrency = call.Get(LaunchOptions.MaxConcurrency),
            Cache = call.Get(LaunchOptions.Cache),
        };
        return await Launched.GoOnAsync(call, await call.Api.RerunAsync(source, rerun, call.Cancellation), timeout);
    }

    private static async Task<Web.Contract.TaskJson> TaskOfAsync(CommandCall call, string run) =>
        await call.Api.GetTaskAsync((await call.Api.GetRunAsync(run, call.Cancellation)).Task, call.Cancellation);
}
