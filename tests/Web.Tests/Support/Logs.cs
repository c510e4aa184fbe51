using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Web.Support;

/// <summary>Keeps what is logged.</summary>
internal sealed class Logs : ILoggerFactory, ILogger
{
    public ConcurrentQueue<(LogLevel Level, EventId Id, string Text, Exception? Exception)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // There is none but this.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, eventId, formatter(state, exception), exception));

    public void Dispose()
    {
        // Nothing to free.
    }
}
