using Microsoft.Extensions.Logging;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>What both sides of a call share in one process: one for each runner or silo. Thread-safe.</summary>
internal sealed class TaskHost
{
    /// <summary>Names this process or silo in the record of attempts.</summary>
    public required string Name { get; init; }

    public required TaskHostOptions Options { get; init; }

    public required IServiceProvider Services { get; init; }

    public required ILoggerFactory LoggerFactory { get; init; }

    public required TimeProvider Time { get; init; }

    public required IRunStore Store { get; init; }

    public required TaskCatalog Catalog { get; init; }

    public required BlockingBodies BlockingBodies { get; init; }

    /// <summary>Set once, right after construction: engine and runner need the host themselves.</summary>
    public ITaskEngine Engine { get; set; } = null!;

    /// <inheritdoc cref="Engine"/>
    public IRunner Runner { get; set; } = null!;

    /// <summary>Signalled when the process begins to stop: a long body's token heeds it.</summary>
    public CancellationToken Stopping { get; init; }

    public ILogger Log => field ??= LoggerFactory.CreateLogger("Undercurrent.Execution");
}
