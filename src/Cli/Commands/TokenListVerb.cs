using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent token list</c>.</summary>
internal static class TokenListVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("list", "Lists the tokens of a tokens file: whose they are and what they allow.") { TokensFileOption.File };
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var path = TokensFileOption.PathOf(call);
        var now = call.Time.GetUtcNow();
        TokenView[] tokens = [.. TokensFileOption.Read(path, mayBeMissing: true).Select(entry => TokenView.Of(entry, now))];
        call.Printer.Page(new PageJson<TokenView>(tokens, null), () =>
        {
            var table = new Columns("TOKEN", "SCOPES", "MADE", "EXPIRES");
            foreach (var token in tokens)
            {
                table.Add(
                    (token.Name, null), (string.Join(", ", token.Scopes), null), (TimeText.At(token.Created, call.Time), null),
                    (token.Expires is { } expires ? $"{TimeText.At(expires, call.Time)}{(token.IsExpired ? " (expired)" : "")}" : "never", token.IsExpired ? Paint.Red : null));
            }

            return table;
        });
        call.Words.Say(tokens.Length == 0 ? $"{path} has no token. Make one: undercurrent token new NAME" : $"from {path}");
        return Task.FromResult(ExitCode.Ok);
    }
}
