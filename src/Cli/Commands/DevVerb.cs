using System.CommandLine;
using Microsoft.Extensions.Logging;
using Undercurrent.Cli.Dev;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent dev</c>: hosts tasks on a desk.</summary>
internal static class DevVerb
{
    private static readonly Option<string[]> Tasks = new("--tasks", "-t")
    {
        Description = "A task library; again for more. What it needs lies beside it.",
        HelpName = "file.dll",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> Store = new("--store")
    {
        Description = "The SQLite file of the record, or memory. Else undercurrent/runs.db in the user's folder for application data.",
        HelpName = "file|memory",
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port of API and pages; 0 takes a free one. Else 8520.",
        HelpName = "number",
        DefaultValueFactory = _ => DevPlan.DefaultPort,
    };

    private static readonly Option<string?> Address = new("--address")
    {
        Description = "The address to listen on; beyond this machine it needs --tokens. Else 127.0.0.1.",
        HelpName = "ip",
    };

    private static readonly Option<string?> Tokens = new("--tokens")
    {
        Description = "The file of API tokens (undercurrent token new): only who has one gets in. Else everybody on this machine.",
        HelpName = "file",
    };

    private static readonly Option<string[]> Sensitive = new("--sensitive")
    {
        Description = "A context key whose values only task code sees, or a pattern, as in '*.token'; again for more. They are masked everywhere else.",
        HelpName = "key",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> SensitiveValuesKey = new("--sensitive-values-key")
    {
        Description = "A file with 32 bytes as Base64 that encrypt sensitive values beside the record. Else they are kept nowhere, and their runs fail when they would have to go on after a crash.",
        HelpName = "file",
    };

    private static readonly Option<bool> NoResume = new("--no-resume") { Description = "Leave interrupted runs as they are. Else they go on." };

    private static readonly Option<bool> Open = new("--open") { Description = "Open the pages in the browser." };

    private static readonly Option<LogLevel?> Level = Choice.Of<LogLevel?, LogLevel>(new("--log-level")
    {
        Description = "What is logged to standard error, from trace to none. Else information.",
        HelpName = "level",
    });

    public static Command Create(CliHost host)
    {
        var command = new Command("dev", "Hosts tasks on this machine: the engine in this process, the record in SQLite, API and pages.")
        {
            Tasks,
            Store,
            Port,
            Address,
            Tokens,
            Sensitive,
            SensitiveValuesKey,
            NoResume,
            Open,
            Level,
        };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var plan = new DevPlan
        {
            Libraries = call.Get(Tasks)!,
            Store = call.Get(Store),
            Address = DevPlan.ParseAddress(call.Get(Address)),
            Port = DevPlan.CheckPort(call.Get(Port)),
            TokensFile = call.Get(Tokens),
            Sensitive = DevPlan.ParseSensitive(call.Get(Sensitive)!),
            SensitiveValuesKey = call.Get(SensitiveValuesKey),
            Resume = !call.Get(NoResume),
            Open = call.Get(Open),
            LogLevel = call.Get(Level) ?? LogLevel.Information,
        };
        if (plan.Libraries.Count == 0)
        {
            throw CommandException.Usage("No task library is named, so nothing could be run. Name at least one: undercurrent dev --tasks path/to/Library.dll");
        }

        return await DevHost.RunAsync(plan, call);
    }
}
