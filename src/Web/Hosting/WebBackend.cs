using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Hosting;

/// <summary>What the API and the pages are over: a runner with its record, in this process or of a cluster.</summary>
internal sealed record WebBackend
{
    /// <summary>Launches and finds runs. The web server doesn't dispose it.</summary>
    public required IRunner Runner { get; init; }

    /// <summary>
    /// The record itself, where this process can read all of it: that of a runner in process, or the one that silos share. Null
    /// where silos have a record each, and only their answers put together have all.
    /// </summary>
    public IRunStore? Store
    {
        get => field ?? Runner.Records as IRunStore;
        init;
    }

    /// <summary>What can be launched.</summary>
    public required TaskCatalog Tasks { get; init; }

    /// <summary>The host's name for people: the silo's, or the machine's.</summary>
    public required string Name { get; init; }

    /// <summary><c>inProcess</c> or <c>silo</c>: see <see cref="ServerJson.Engine"/>.</summary>
    public required string Engine { get; init; }

    /// <summary>The largest inputs of a run, in bytes of JSON; larger requests are refused before they are read.</summary>
    public int MaxPayloadBytes { get; init; } = Execution.TaskHostOptions.DefaultMaxPayloadBytes;

    /// <summary>Lets an interrupted run go on; null where runs do so by themselves.</summary>
    public Func<RunId, CancellationToken, Task>? Resume { get; init; }

    /// <summary>What is known of the silos; null in process.</summary>
    public Func<CancellationToken, Task<ClusterJson>>? Cluster { get; init; }

    /// <summary>Why the run store can't be reached; its answer is null while it can.</summary>
    public Func<CancellationToken, Task<string?>> StoreProblem { get; init; } = static _ => Task.FromResult<string?>(null);

    /// <summary>
    /// Says of an exception of the runner that what it runs on can't be reached, in words for the caller; null of others. The
    /// exceptions of a cluster's client are in assemblies that aren't known here.
    /// </summary>
    public Func<Exception, string?> UnreachableReason { get; init; } = static _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
