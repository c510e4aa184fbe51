using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Web.Access;

namespace Undercurrent.Cli.Commands;

/// <summary>The tokens file that a verb of <c>token</c> is about.</summary>
internal static class TokensFileOption
{
    public static readonly Option<string?> File = new("--file")
    {
        Description = "The tokens file. Else tokens.json beside the configuration file.",
        HelpName = "file",
    };

    /// <summary>Its whole path.</summary>
    public static string PathOf(CommandCall call) =>
        Path.GetFullPath(call.Get(File) ?? Path.Combine(Path.GetDirectoryName(call.Config.Path)!, "tokens.json"));

    /// <exception cref="CommandException">It can't be used; or it isn't there, and has to be.</exception>
    public static IReadOnlyList<TokenEntry> Read(string path, bool mayBeMissing)
    {
        if (mayBeMissing && !System.IO.File.Exists(path))
        {
            return [];
        }

        try
        {
            return TokenFile.Read(path);
        }
        catch (TokenFileException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, inner: exception);
        }
    }

    /// <exception cref="CommandException">It can't be written.</exception>
    public static void Write(string path, IReadOnlyList<TokenEntry> entries)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            TokenFile.Write(path, entries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"The tokens file {path} can't be written: {exception.Message}", "Choose another with --file.");
        }
    }
}
