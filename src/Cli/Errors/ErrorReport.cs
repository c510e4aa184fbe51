using Undercurrent.Cli.Output;

namespace Undercurrent.Cli.Errors;

/// <summary>Says why a command failed, and with which exit code it ends.</summary>
internal static class ErrorReport
{
    public static int Write(Exception exception, Words words)
    {
        if (exception is CommandException known)
        {
            words.Error(known.Message);
            if (known.Detail is { } detail)
            {
                words.Detail(detail);
            }

            if (known.Next is { } next)
            {
                words.Remedy(next);
            }

            return known.ExitCode;
        }

        words.Error($"Unexpected {exception.GetType().Name}: {exception.Message}");
        words.Detail(exception.StackTrace ?? "");
        words.Remedy("This is a fault of the tool; report it with these lines.");
        return ExitCode.Unexpected;
    }
}
