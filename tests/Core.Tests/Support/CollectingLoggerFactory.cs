using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Core.Tests.Support;

/// <summary>Collects log lines with the scope properties that they were written under.</summary>
public sealed class CollectingLoggerFactory : ILoggerFactory
{
    private readonly LoggerExternalScopeProvider _scopes = new();

    public ConcurrentQueue<LogLine> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It collects by itself.");

    public void Dispose()
    {
    }

    /// <summary>A line that was logged.</summary>
    public sealed record LogLine(string Category, LogLevel Level, EventId Event, string Text, IReadOnlyList<(string Name, string? Value)> Properties);

    private sealed class Logger(CollectingLoggerFactory factory, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => factory._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var properties = new List<(string, string?)>();
            factory._scopes.ForEachScope(
                static (scope, all) => all.AddRange(((IEnumerable<KeyValuePair<string, object?>>)scope!)
                    .Select(property => (property.Key, Convert.ToString(property.Value, CultureInfo.InvariantCulture)))),
                properties);
            factory.Lines.Enqueue(new LogLine(category, logLevel, eventId, formatter(state, exception), properties));
        }
    }
}
