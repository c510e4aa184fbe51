namespace Undercurrent.Cli.Errors;

/// <summary>What the exit code says; docs/cli.md has the table.</summary>
internal static class ExitCode
{
    /// <summary>Done. For a command that waits for a run: the run succeeded.</summary>
    public const int Ok = 0;

    /// <summary>The run that was waited for failed; a check of <c>doctor</c> did.</summary>
    public const int Failed = 1;

    /// <summary>The command line, an input or a query is wrong; the server refused it as such.</summary>
    public const int Usage = 2;

    /// <summary>The run that was waited for was cancelled; a question was answered with no.</summary>
    public const int Cancelled = 3;

    /// <summary><c>--timeout</c> passed. The run goes on.</summary>
    public const int TimedOut = 4;

    /// <summary>The server can't be reached.</summary>
    public const int Unreachable = 5;

    /// <summary>The server doesn't let this caller do that.</summary>
    public const int NotAllowed = 6;

    /// <summary>There is no such run, action, task or profile, or it is in a state in which that can't be done.</summary>
    public const int NotThere = 7;

    /// <summary>The run that was waited for was interrupted, and nobody runs it.</summary>
    public const int Interrupted = 8;

    /// <summary>An error that nobody foresaw, here or on the server.</summary>
    public const int Unexpected = 70;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupt = 130;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 143;
}
