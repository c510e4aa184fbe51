using Microsoft.Extensions.Logging;

namespace Undercurrent.Storage.Tests.Support;

/// <summary>A log that tells when a line was written to it.</summary>
internal sealed class AwaitedLog(string line) : ILoggerFactory, ILogger
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the line.</summary>
    public Task Written => _written.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log has none.");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception) == line)
        {
            _written.TrySetResult();
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
