using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent config get NAME</c>.</summary>
internal static class ConfigGetVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("get", "Shows a profile; its token is masked.") { ProfileArgument.Name };
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var (name, data) = (call.Get(ProfileArgument.Name), call.Config.Read());
        var profile = ProfileView.Of(name, ProfileArgument.Read(name, data), data);
        call.Printer.One(profile, writer =>
        {
            var sheet = new Sheet(writer, call.Screen.ColorsOut);
            sheet.Add("profile", profile.Name);
            sheet.Add("server", profile.Server);
            sheet.Add("token", profile.Token);
            sheet.Add("in use", profile.InUse ? "yes" : "no");
        });
        return Task.FromResult(ExitCode.Ok);
    }
}
