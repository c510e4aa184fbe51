using System.CommandLine;
using Undercurrent.Cli.Output;

namespace Undercurrent.Cli.Settings;

/// <summary>The options that every verb has.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> Server = new("--server")
    {
        Description = "The server's URL. Else UNDERCURRENT_SERVER, the profile's, or http://127.0.0.1:8520.",
        HelpName = "url",
        Recursive = true,
    };

    public static readonly Option<string?> Token = new("--token")
    {
        Description = "The API token, or @file that holds it. Else UNDERCURRENT_TOKEN, or the profile's for its own server.",
        HelpName = "token|@file",
        Recursive = true,
    };

    public static readonly Option<string?> Profile = new("--profile")
    {
        Description = "The profile to take server and token from. Else UNDERCURRENT_PROFILE, or the one in use (undercurrent config).",
        HelpName = "name",
        Recursive = true,
    };

    public static readonly Option<OutputFormat> Output = Choice.Of<OutputFormat, OutputFormat>(new("--output", "-o")
    {
        Description = "The form of data on standard output: table for people; json and jsonl are those of the API.",
        HelpName = "table|json|jsonl",
        Recursive = true,
    });

    public static readonly Option<bool> NoColor = new("--no-color")
    {
        Description = "No colours; so does NO_COLOR in the environment.",
        Recursive = true,
    };

    public static readonly Option<bool> Quiet = new("--quiet", "-q")
    {
        Description = "No words on standard error but errors.",
        Recursive = true,
    };

    public static IReadOnlyList<Option> All => [Server, Token, Profile, Output, NoColor, Quiet];
}
