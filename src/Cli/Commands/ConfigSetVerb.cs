using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Inputs;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent config set NAME</c>: makes or changes a profile.</summary>
internal static class ConfigSetVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("set", "Makes or changes a profile: its --server, its --token (@file reads it from a file, - from standard input).") { ProfileArgument.Name };
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var (name, server, token) = (call.Get(ProfileArgument.Name), call.Get(GlobalOptions.Server), call.Get(GlobalOptions.Token));
        if (server is null && token is null)
        {
            throw CommandException.Usage("Nothing to set: give --server, --token, or both.", $"undercurrent config set {name} --server https://undercurrent.example");
        }

        var data = call.Config.Read();
        var known = data.Profiles.GetValueOrDefault(name) ?? new Profile();
        var url = server is null ? known.Server : ConnectionReader.Parse(server, "--server").AbsoluteUri.TrimEnd('/');
        if (url is null)
        {
            throw CommandException.Usage($"The profile '{name}' is new and needs a --server; a token is for one server.");
        }

        // A token goes to the server that it was given for, and to no other.
        var kept = url == known.Server ? known.Token : null;
        var secret = token is null ? kept : token == "-" ? call.Texts.Read(token, "--token", out _).Trim() : TextSource.ReadSecret(token, "--token");
        data = data.With(name, new Profile { Server = url, Token = secret });
        data = data.Current is null ? data with { Current = name } : data;
        call.Config.Write(data);
        call.Words.Say($"set in {call.Config.Path}{(data.Current == name ? "; it is in use" : $"; use it: undercurrent config use {name}")}");
        if (kept is null && known.Token is not null && token is null)
        {
            call.Words.Warn("The token was for the server before, and is gone; give one for this server with --token.");
        }

        return Task.FromResult(ExitCode.Ok);
    }
}
