using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Settings;

/// <summary>The error for a profile that isn't there.</summary>
internal static class UnknownProfile
{
    public static CommandException Error(string name, ConfigData data)
    {
        var nearest = NearestNames.Of(name, data.Profiles.Keys);
        return new CommandException(
            ExitCode.NotThere,
            $"There is no profile '{name}'{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : ".")}",
            data.Profiles.Count == 0 ? $"Make it: undercurrent config set {name} --server URL" : "See them all: undercurrent config list");
    }
}
