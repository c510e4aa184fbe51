using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Inputs;

/// <summary>Reads a value that stands on the command line, in a file (<c>@file</c>) or on standard input (<c>-</c>).</summary>
internal sealed class TextSource(TextReader input)
{
    private const long MostBytes = 64 * 1024 * 1024;

    private string? _taken;

    /// <param name="value">The value as it was written.</param>
    /// <param name="what">The option or argument, for errors.</param>
    /// <param name="isGiven">Whether it stood on the command line itself.</param>
    /// <exception cref="CommandException">The file can't be read, or standard input was taken already.</exception>
    public string Read(string value, string what, out bool isGiven)
    {
        isGiven = false;
        if (value == "-")
        {
            if (_taken is { } other)
            {
                throw CommandException.Usage($"Both {other} and {what} read standard input; only one can.");
            }

            _taken = what;
            return input.ReadToEnd();
        }

        if (value.StartsWith('@'))
        {
            return ReadFile(value[1..], what);
        }

        isGiven = true;
        return value;
    }

    /// <summary>A token, or the one in <c>@file</c>, without the white space around it.</summary>
    public static string ReadSecret(string value, string what) => (value.StartsWith('@') ? ReadFile(value[1..], what) : value).Trim();

    public static string ReadFile(string path, string what)
    {
        try
        {
            var file = new FileInfo(path);
            return file is { Exists: true, Length: > MostBytes }
                ? throw CommandException.Usage($"{what}: the file {path} has {file.Length} bytes; the most is {MostBytes}.")
                : File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CommandException.Usage($"{what}: the file '{path}' can't be read: {exception.Message}");
        }
    }
}
