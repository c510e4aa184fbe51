using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Settings;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent config list</c>.</summary>
internal static class ConfigListVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("list", "Lists the profiles; an asterisk marks the one in use.");
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var data = call.Config.Read();
        ProfileView[] profiles = [.. data.Profiles.Select(profile => ProfileView.Of(profile.Key, profile.Value, data))];
        call.Printer.Page(new PageJson<ProfileView>(profiles, null), () =>
        {
            var table = new Columns("", "PROFILE", "SERVER", "TOKEN");
            foreach (var profile in profiles)
            {
                table.Add(profile.InUse ? "*" : "", profile.Name, profile.Server, profile.Token);
            }

            return table;
        });
        call.Words.Say(profiles.Length == 0 ? $"{call.Config.Path} has no profile. Make one: undercurrent config set NAME --server URL" : $"from {call.Config.Path}");
        return Task.FromResult(ExitCode.Ok);
    }
}
