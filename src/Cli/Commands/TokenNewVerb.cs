using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Inputs;
using Undercurrent.Cli.Settings;
using Undercurrent.Web.Access;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent token new NAME</c>: makes a token, and shows it this once.</summary>
internal static class TokenNewVerb
{
    private static readonly Argument<string> Name = new("name") { Description = "Whose it is, as in ci or alice; runs are launched by this name." };

    private static readonly Option<AccessScope?> Scope = Choice.Of<AccessScope?, AccessScope>(
        new("--scope")
        {
            Description = "What it allows: read (to look), run (else; also to start, signal, cancel), admin (also the cluster's machines).",
            HelpName = "read|run|admin",
        },
        AccessScope.None);

    private static readonly Option<string?> Expires = new("--expires") { Description = "For how long it is valid (12h, 30d). Else until it is revoked.", HelpName = "duration" };

    public static Command Create(CliHost host)
    {
        var command = new Command("new", "Makes a token and prints it, this once: the file has only its hash.") { Name, Scope, Expires, TokensFileOption.File };
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var (name, path) = (call.Get(Name), TokensFileOption.PathOf(call));
        if (TokenFileReader.ProblemOfName(name) is { } problem)
        {
            throw CommandException.Usage($"A token can't be made: {problem}");
        }

        var entries = TokensFileOption.Read(path, mayBeMissing: true);
        if (entries.Any(entry => entry.Name == name))
        {
            throw new CommandException(ExitCode.NotThere, $"{path} has a token '{name}' already.", $"Choose another name, or first: undercurrent token revoke {name}");
        }

        var token = TokenText.Make();
        var now = call.Time.GetUtcNow();
        TokensFileOption.Write(path, [.. entries, new TokenEntry
        {
            Name = name,
            Hash = TokenText.HashOf(token),
            Scopes = [call.Get(Scope) ?? AccessScope.Run],
            Created = now,
            Expires = call.Get(Expires) is { } duration ? now + DurationText.Parse(duration, "--expires", DurationText.Longest) : null,
        }]);
        call.Printer.One(new NewToken(name, token), writer => writer.WriteLine(token));
        call.Words.Say($"in {path}, as a hash; the token is shown this once");
        call.Words.Next("server", $"undercurrent dev --tokens {path} --tasks …");
        call.Words.Next("client", "undercurrent config set NAME --server URL --token -");
        return Task.FromResult(ExitCode.Ok);
    }

    private sealed record NewToken(string Name, string Token);
}
