using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>Hands what is logged inside an action over to the process's <see cref="RunLines"/>. Thread-safe.</summary>
internal sealed class RunLogger(string category) : ILogger
{
    private const string OwnPrefix = "Undercurrent.";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) =>
        logLevel is >= LogLevel.Information and < LogLevel.None && TaskContext.HasCurrent && !IsOwn(TaskContext.Current);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (IsEnabled(logLevel))
        {
            var action = TaskContext.Current;
            var line = formatter(state, exception);
            if (exception is not null)
            {
                line = $"{line} ({exception.GetType().FullName}: {exception.Message})";
            }

            // Masked before it is cut: half a value would not be found.
            action.Open.Host.Lines.Write(action.Open.Call, logLevel, RunLines.Cut(SensitiveText.Scrub(line, action.CustomContext)));
        }
    }

    // An environment may be called as the product is; its tasks' lines are the user's.
    private bool IsOwn(TaskContext action) => category.StartsWith(OwnPrefix, StringComparison.Ordinal) && category != action.Task;
}
