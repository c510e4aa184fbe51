using System.CommandLine;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent config use NAME</c>.</summary>
internal static class ConfigUseVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("use", "Uses a profile from now on, unless an option or the environment says otherwise.") { ProfileArgument.Name };
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var (name, data) = (call.Get(ProfileArgument.Name), call.Config.Read());
        var profile = ProfileArgument.Read(name, data);
        call.Config.Write(data with { Current = name });
        call.Words.Say($"in use: {name} ({profile.Server})");
        return Task.FromResult(ExitCode.Ok);
    }
}
