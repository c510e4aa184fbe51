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

    /// <summary>The actions of a run that fit the query, in the order of their calls, a page at a time.</summary>
    Task<Page<ActionRecord>> FindActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default);
}
