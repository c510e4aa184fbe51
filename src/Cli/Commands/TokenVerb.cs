using System.CommandLine;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent token</c>: a tokens file on this machine, for <c>dev --tokens</c> and for silos.</summary>
internal static class TokenVerb
{
    public static Command Create(CliHost host) => new("token", "Makes, lists and revokes API tokens in a tokens file on this machine.")
    {
        TokenNewVerb.Create(host),
        TokenListVerb.Create(host),
        TokenRevokeVerb.Create(host),
    };
}
