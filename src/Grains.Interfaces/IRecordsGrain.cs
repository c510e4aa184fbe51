using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains;

/// <summary>
/// Reads the record for clients. Queries and answers are JSON of the types in Undercurrent.Records: they are no hot
/// path, and need no second set of contracts.
/// </summary>
[Alias("undercurrent.records")]
internal interface IRecordsGrain : IGrainWithIntegerKey
{
    /// <summary>The run's record, or null.</summary>
    [Alias("run")]
    Task<byte[]?> GetRunAsync(string runId);

    /// <summary>A page of runs.</summary>
    [Alias("runs")]
    Task<byte[]> FindRunsAsync(byte[] query);

    /// <summary>The action's record, or null.</summary>
    [Alias("action")]
    Task<byte[]?> GetActionAsync(string runId, string actionId);

    /// <summary>A page of an action's children; of the root when <paramref name="parentId"/> is null.</summary>
    [Alias("children")]
    Task<byte[]> GetChildrenAsync(string runId, string? parentId, int size, string? after);

    /// <summary>How many of an action's children are in each state, as JSON.</summary>
    [Alias("childcounts")]
    Task<byte[]> CountChildrenAsync(string runId, string? parentId);

    /// <summary>Those of an action's children that took longest, as a JSON array.</summary>
    [Alias("slowest")]
    Task<byte[]> GetSlowestChildrenAsync(string runId, string? parentId, int count);

    /// <summary>How many of a run's actions that fit a query are in each state, as JSON.</summary>
    [Alias("actioncounts")]
    Task<byte[]> CountActionsAsync(string runId, byte[] query);

    /// <summary>The contexts of a run's actions and how many have each, as a JSON array.</summary>
    [Alias("contexts")]
    Task<byte[]> GetContextsAsync(string runId, int max);

    /// <summary>A page of a run's actions that fit a query.</summary>
    [Alias("actions")]
    Task<byte[]> FindActionsAsync(string runId, byte[] query);

    /// <summary>The events of a run behind the given positions.</summary>
    [Alias("events")]
    Task<EventsMessage> ReadEventsAsync(string runId, Dictionary<string, long> positions);
}
