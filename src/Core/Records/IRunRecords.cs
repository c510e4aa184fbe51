namespace Undercurrent.Records;

/// <summary>Reads what is recorded of runs and actions. Thread-safe.</summary>
public interface IRunRecords
{
    /// <summary>The run, or null when the record has none of this id.</summary>
    Task<RunRecord?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default);

    /// <summary>The runs that fit the query, newest first, a page at a time.</summary>
    Task<Page<RunRecord>> FindRunsAsync(RunQuery query, CancellationToken cancellationToken = default);

    /// <summary>The action, or null when the record has none of this id.</summary>
    Task<ActionRecord?> GetActionAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default);

    /// <summary>The actions that <paramref name="parentId"/> called, in the order of their calls, a page at a time; the root when it is null.</summary>
    Task<Page<ActionRecord>> GetChildrenAsync(
        RunId runId, ActionId? parentId, PageRequest page = default, CancellationToken cancellationToken = default);

    /// <summary>How many of the actions that <paramref name="parentId"/> called are in each state; states without any are left out.</summary>
    Task<IReadOnlyDictionary<ActionState, long>> CountChildrenAsync(RunId runId, ActionId? parentId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Of the actions that <paramref name="parentId"/> called and that have ended, however, those that took longest from
    /// <see cref="ActionRecord.CalledAt"/> to <see cref="ActionRecord.EndedAt"/>, the longest first; the root when it is null.
    /// </summary>
    /// <param name="runId">The run; of an unknown one there are none.</param>
    /// <param name="parentId">The action that called them.</param>
    /// <param name="count">How many at most, from 1 to 100; fewer when their payloads are large, as in a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside that range.</exception>
    Task<IReadOnlyList<ActionRecord>> GetSlowestChildrenAsync(RunId runId, ActionId? parentId, int count, CancellationToken cancellationToken = default);

    /// <summary>The actions of a run that fit the query, in the order of their calls, a page at a time.</summary>
    Task<Page<ActionRecord>> FindActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// How many of a run's actions that fit the query are in each state; states without any are left out, and
    /// <see cref="ActionQuery.Page"/> says nothing. Empty for an unknown run.
    /// </summary>
    Task<IReadOnlyDictionary<ActionState, long>> CountActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// The distinct contexts that a run's actions started with, and how many actions did with each, the most used first: what
    /// a key's value was seen by is the sum over the contexts that have it. Empty for an unknown run.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="max">How many contexts at most, from 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is outside that range.</exception>
    Task<IReadOnlyList<ContextUse>> GetContextsAsync(RunId runId, int max, CancellationToken cancellationToken = default);
}
