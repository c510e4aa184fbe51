namespace Undercurrent.Records;

/// <summary>The record of runs that a process or silo writes to. Thread-safe.</summary>
internal interface IRunStore : IRunRecords
{
    /// <summary>
    /// Whether all silos of a cluster see the same record. When not, a cluster asks every silo and puts the answers together.
    /// </summary>
    bool IsShared { get; }

    /// <summary>Records an entry. When the task completes, it is as durable as the store makes anything.
    /// It can't be cancelled: what has happened is recorded, also when it is a cancellation.</summary>
    /// <exception cref="RunExistsException">A run with this id was launched before.</exception>
    ValueTask AppendAsync(JournalEntry entry);

    /// <summary>The events of a run behind a sequence number, at most <paramref name="max"/>; none for an unknown run.</summary>
    Task<IReadOnlyList<RunEvent>> ReadEventsAsync(RunId runId, long after, int max, CancellationToken cancellationToken = default);

    /// <summary>Completes when a run has an event behind a sequence number; at once when it already has.</summary>
    Task WaitForEventAsync(RunId runId, long after, CancellationToken cancellationToken);
}
