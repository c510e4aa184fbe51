using System.CommandLine;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent config remove NAME</c>.</summary>
internal static class ConfigRemoveVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("remove", "Removes a profile with its token.") { ProfileArgument.Name };
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var (name, data) = (call.Get(ProfileArgument.Name), call.Config.Read());
        _ = ProfileArgument.Read(name, data);
        call.Config.Write(data.Without(name));
        call.Words.Say($"removed: {name}");
        return Task.FromResult(ExitCode.Ok);
    }
}
