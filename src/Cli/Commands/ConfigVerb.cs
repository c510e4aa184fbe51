using System.CommandLine;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent config</c>: profiles, which are servers by a name.</summary>
internal static class ConfigVerb
{
    public static Command Create(CliHost host) => new("config", "Keeps profiles: servers, with their tokens, by a name.")
    {
        ConfigListVerb.Create(host),
        ConfigGetVerb.Create(host),
        ConfigSetVerb.Create(host),
        ConfigUseVerb.Create(host),
        ConfigRemoveVerb.Create(host),
    };
}
