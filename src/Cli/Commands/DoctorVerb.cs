using System.CommandLine;
using System.Text.Json;
using Undercurrent.Cli.Doctor;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent doctor</c>: looks for what is wrong between the tool and its server.</summary>
internal static class DoctorVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("doctor", "Checks the configuration, the server, what it allows, its record and its clock; says what to do.");
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var checks = await Checks.RunAsync(call);
        call.Printer.Page(new PageJson<Check>(checks, null), () =>
        {
            var table = new Columns("", "CHECK", "FOUND");
            foreach (var check in checks)
            {
                table.Add((JsonNamingPolicy.CamelCase.ConvertName(check.State.ToString()), ColorOf(check.State)), (check.Name, null), (check.Found, null));
            }

            return table;
        });
        foreach (var check in checks.Where(check => check.Next is not null))
        {
            call.Words.Next(check.Name, check.Next!);
        }

        return checks.FirstOrDefault(check => check.State == CheckState.Fail)?.ExitCode ?? ExitCode.Ok;
    }

    private static string ColorOf(CheckState state) => state switch
    {
        CheckState.Ok => Paint.Green,
        CheckState.Warn => Paint.Yellow,
        _ => Paint.Red,
    };
}
