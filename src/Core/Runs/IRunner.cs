using Undercurrent.Records;

namespace Undercurrent;

/// <summary>Launches runs and finds them again: in this process (<see cref="LocalRunner"/>) or on a cluster.</summary>
/// <remarks>Thread-safe. The typed <c>StartAsync</c> and <c>WithRunContext</c> are in <see cref="RunnerExtensions"/>.</remarks>
public interface IRunner : IAsyncDisposable
{
    /// <summary>What is recorded of runs and actions.</summary>
    IRunRecords Records { get; }

    /// <summary>Launches a run. When the task completes, the run is recorded and has begun.</summary>
    /// <remarks>
    /// The run's context is that of this moment (rules S10, S11) with the request's changes laid over it; what the
    /// request says wins.
    /// </remarks>
    /// <exception cref="UnknownTaskException">No such task; the message suggests names.</exception>
    /// <exception cref="TaskInputException">The inputs don't fit the task or are too large.</exception>
    /// <exception cref="ContextLimitException">The context breaks a limit.</exception>
    /// <exception cref="RunExistsException">The id is taken.</exception>
    /// <exception cref="StoreUnavailableException">The run store was away for longer than a launch waits; nothing was launched.</exception>
    Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default);

    /// <summary>The run with this id, or null when there is none.</summary>
    Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default);

    /// <summary>Sends a run an answer by name: see <see cref="SignalExtensions.SignalAsync"/>. When the task completes, it is recorded.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="name">1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    /// <param name="json">The answer, at most 65,536 bytes.</param>
    /// <param name="cancellationToken">Ends the waiting; the answer may have been taken all the same.</param>
    /// <returns>Whether this answer holds; false when the name was answered before.</returns>
    /// <exception cref="ArgumentException">The name breaks the rule; the answer is too large or no JSON.</exception>
    /// <exception cref="RunNotRecordedException">There is no such run.</exception>
    /// <exception cref="RunEndedException">The run has ended.</exception>
    /// <exception cref="StoreUnavailableException">The run store is away; the answer may have been taken all the same.</exception>
    Task<bool> SendSignalAsync(RunId runId, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default);
}
