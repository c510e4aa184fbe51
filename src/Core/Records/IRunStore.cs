namespace Undercurrent.Records;

/// <summary>The record of runs that a process or silo writes to. Thread-safe.</summary>
internal interface IRunStore : IRunRecords, ISignalStore, IAsyncDisposable
{
    /// <summary>
    /// Whether the record is one for all silos of a cluster and outlives the processes: only then is there something to
    /// recover from. When not, a cluster asks every silo and puts the answers together.
    /// </summary>
    bool IsShared { get; }

    /// <summary>The cached results that are kept with the record.</summary>
    ICacheStore Cache { get; }

    /// <summary>
    /// Records an entry. It can't be cancelled: what has happened is recorded, also when it is a cancellation. It waits
    /// while the store is away, and while the entries before it take up all the room.
    /// </summary>
    /// <remarks>
    /// When the task of a launch, an outcome or an end completes, that entry is as durable as the store's options promise.
    /// Starts, reported lines, warnings and what says so itself are recorded soon, in their order; the task of a logged line completes
    /// when it is recorded.
    /// </remarks>
    /// <returns>
    /// <see cref="Appended.Refused"/> for what comes too late: see there. The same launch once more is taken when its owner is
    /// the same, and refused when the run has another owner by now, who runs it.
    /// </returns>
    /// <exception cref="RunExistsException">Another run with this id was launched before.</exception>
    /// <exception cref="RunTakenOverException">The run has another owner by now.</exception>
    /// <exception cref="StoreUnavailableException">For a launch: the store is away for longer than a launch waits.</exception>
    ValueTask<Appended> AppendAsync(JournalEntry entry);

    /// <summary>The events of a run behind a sequence number, at most <paramref name="max"/>; none for an unknown run.</summary>
    Task<IReadOnlyList<RunEvent>> ReadEventsAsync(RunId runId, long after, int max, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes when a run has an event behind a sequence number, or has ended, behind which none comes; at once when it
    /// already has.
    /// </summary>
    Task WaitForEventAsync(RunId runId, long after, CancellationToken cancellationToken);

    /// <summary>Completes when the run is in another state than <see cref="RunState.Running"/>, or is not recorded.</summary>
    Task WaitForEndAsync(RunId runId, CancellationToken cancellationToken);

    /// <summary>What is recorded of an action's attempts and outcome; null when nothing is.</summary>
    Task<RecordedAction?> FindRecordedAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default);

    /// <summary>The same for what an action called, at most <paramref name="max"/>, as of one moment.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="parentId">The action that called.</param>
    /// <param name="max">How many at the most.</param>
    /// <param name="take">Given one after the other while they are read, in about the order of their calls; all of them anew, as of a
    /// later moment, when the store was away in between.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How many there were.</returns>
    Task<int> ReadRecordedChildrenAsync(
        RunId runId, ActionId parentId, int max, Action<RecordedAction> take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Whether what an action called achieved something since a time, or is still under way: a loss since then is none that the
    /// action itself would have to answer for.
    /// </summary>
    Task<bool> HasProgressAsync(RunId runId, ActionId parentId, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs that have not ended and are owned by none of <paramref name="living"/>, nor by whom <see cref="IsHeld"/> knows
    /// to live; at most <paramref name="max"/>, the oldest first.
    /// </summary>
    Task<IReadOnlyList<UnfinishedRun>> FindUnfinishedAsync(
        IReadOnlyCollection<string> living, int max, UnfinishedFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The runs of this owner that somebody wants cancelled and that have not ended.</summary>
    Task<IReadOnlyList<RunId>> FindCancelRequestedAsync(string owner, CancellationToken cancellationToken = default);

    /// <summary>The actions of a run that somebody wants cancelled, in no particular order; none for an unknown run.</summary>
    Task<IReadOnlyList<ActionId>> ReadActionCancelsAsync(RunId runId, CancellationToken cancellationToken = default);

    /// <summary>Of these runs, those that the owner no longer owns or that have ended.</summary>
    Task<IReadOnlyList<RunId>> FindLostAsync(string owner, IReadOnlyCollection<RunId> runs, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a run over: by compare-and-set of the epoch, so of several that try, one succeeds. Null for the others.
    /// From then on entries of earlier epochs are refused.
    /// </summary>
    Task<RunClaim?> TryClaimAsync(UnfinishedRun run, string owner, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a run up that this owner can't finish, for another to take it over; it doesn't count as lost. Does nothing
    /// when it has another owner already.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="epoch">The owner's epoch.</param>
    /// <param name="interrupted">Whether the run waits for somebody to ask for it: <see cref="RunState.Interrupted"/>.</param>
    Task ReleaseAsync(RunId runId, long epoch, bool interrupted);

    /// <summary>Marks runs as interrupted whose owner is known to live no more; returns how many.</summary>
    Task<int> MarkInterruptedAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="RunStore.RemoveOldRunsAsync"/>
    Task<int> RemoveOldRunsAsync(RunRetention retention, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets others see, where the store can, that an owner lives: until it is disposed or the process dies.
    /// </summary>
    IDisposable HoldOwner(string owner);

    /// <summary>
    /// Whether <see cref="IsHeld"/> knows of every owner whether it lives. When not, somebody else has to: a cluster's membership.
    /// </summary>
    bool KnowsOwners { get; }

    /// <summary>Whether an owner is known to live. False says nothing unless <see cref="KnowsOwners"/>.</summary>
    bool IsHeld(string owner);
}
