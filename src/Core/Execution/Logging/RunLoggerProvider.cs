using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>Gives each category its <see cref="RunLogger"/>. Thread-safe.</summary>
[ProviderAlias("RunLog")]
internal sealed class RunLoggerProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new RunLogger(categoryName);

    public void Dispose()
    {
    }
}
