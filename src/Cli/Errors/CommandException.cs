namespace Undercurrent.Cli.Errors;

/// <summary>The command can't do what it was asked for. The message is for whoever runs it.</summary>
internal sealed class CommandException(int exitCode, string message, string? next = null, string? detail = null, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;

    /// <summary>What to do about it; null when the message says it.</summary>
    public string? Next => next;

    /// <summary>More lines; null for none.</summary>
    public string? Detail => detail;

    /// <summary>The command line or an input is wrong.</summary>
    public static CommandException Usage(string message, string? next = null) => new(Errors.ExitCode.Usage, message, next);
}
