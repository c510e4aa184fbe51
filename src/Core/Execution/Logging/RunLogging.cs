using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Undercurrent.Execution;

namespace Undercurrent;

/// <summary>Records what task code logs: see <see cref="AddRunLog"/>.</summary>
public static class RunLogging
{
    /// <summary>
    /// Lines that are logged inside an action, by any logger, become events of its run (<see cref="Records.RunEventKind.Logged"/>),
    /// which <see cref="RunHandle.FollowAsync(CancellationToken)"/> shows wherever the action runs.
    /// </summary>
    /// <remarks>
    /// <para>Recorded are lines of <see cref="LogLevel.Information"/> and above that the filters let through; the provider is called
    /// <c>RunLog</c> there, as in <c>Logging:RunLog:LogLevel:Default</c>. The product's own categories (<c>Undercurrent.…</c>) are
    /// not. Values of sensitive context keys are masked (rule L3), an exception's type and message are added to the line, and what is
    /// longer than 8,192 characters is cut and ends in an ellipsis.</para>
    /// <para>Logging never waits for the record and never fails because of it. At most 1,000 lines of a process or silo are on
    /// their way to it at a time; what is logged beyond that, for instance while the store is away, is left out, and one line of the
    /// run says how many were. A line on its way is lost with its process.</para>
    /// </remarks>
    /// <param name="logging">The logging of the process or silo that executes actions.</param>
    /// <returns>The same.</returns>
    public static ILoggingBuilder AddRunLog(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, RunLoggerProvider>());
        return logging;
    }
}
