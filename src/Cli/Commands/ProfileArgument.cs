using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Commands;

/// <summary>The profile that a verb of <c>config</c> is about.</summary>
internal static class ProfileArgument
{
    public static readonly Argument<string> Name = new("name") { Description = "The profile's name." };

    /// <exception cref="CommandException">There is none of that name.</exception>
    public static Profile Read(string name, ConfigData data) => data.Profiles.TryGetValue(name, out var profile) ? profile : throw UnknownProfile.Error(name, data);
}
