namespace Undercurrent.Records;

/// <summary>The answers that were sent to runs by name; they go with their run. Thread-safe.</summary>
internal interface ISignalStore
{
    /// <summary>
    /// Records an answer, unless the name has one or the run has ended. When it completes, the answer is as durable as the
    /// store's options promise. The same answer once more (by its token) gets the same result.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store is away; the answer may be recorded all the same.</exception>
    Task<SignalResult> SendAsync(RunId runId, Signal signal, CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes an answer that holds, as the record of another silo says: only where each has a record of its own
    /// (<see cref="IRunStore.IsShared"/>). Does nothing when the run is not known here.
    /// </summary>
    void Note(RunId runId, Signal signal);

    /// <summary>The answer to a name, or null.</summary>
    Task<Signal?> FindSignalAsync(RunId runId, string name, CancellationToken cancellationToken = default);

    /// <summary>The answer to a name, as soon as there is one. It waits for a store that is away.</summary>
    Task<Signal> WaitForSignalAsync(RunId runId, string name, CancellationToken cancellationToken);
}
