using System.CommandLine;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent token revoke NAME</c>.</summary>
internal static class TokenRevokeVerb
{
    private static readonly Argument<string> Name = new("name") { Description = "Whose." };

    public static Command Create(CliHost host)
    {
        var command = new Command("revoke", "Takes a token out of a tokens file: nobody gets in with it any more.") { Name, TokensFileOption.File };
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var (name, path) = (call.Get(Name), TokensFileOption.PathOf(call));
        var entries = TokensFileOption.Read(path, mayBeMissing: false);
        if (entries.All(entry => entry.Name != name))
        {
            var nearest = NearestNames.Of(name, entries.Select(entry => entry.Name));
            throw new CommandException(
                ExitCode.NotThere, $"{path} has no token '{name}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : ".")}", $"undercurrent token list --file {path}");
        }

        TokensFileOption.Write(path, [.. entries.Where(entry => entry.Name != name)]);
        call.Words.Say($"revoked: {name}");
        return Task.FromResult(ExitCode.Ok);
    }
}
