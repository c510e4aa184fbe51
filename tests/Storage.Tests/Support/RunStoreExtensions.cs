using Undercurrent.Records;

namespace Undercurrent.Storage.Tests.Support;

/// <summary>Short ways to ask a store.</summary>
internal static class RunStoreExtensions
{
    /// <summary>How many of the actions that an action called have an outcome.</summary>
    public static async Task<long> CountEndedChildrenAsync(this IRunStore store, RunId runId, ActionId parentId) =>
        (await store.CountChildrenAsync(runId, parentId))
            .Where(count => count.Key is ActionState.Succeeded or ActionState.Failed or ActionState.Cancelled)
            .Sum(count => count.Value);

    public static async Task<IReadOnlyList<RecordedAction>> ReadRecordedChildrenAsync(this IRunStore store, RunId runId, ActionId parentId, int max)
    {
        var children = new List<RecordedAction>();
        Assert.Equal(await store.ReadRecordedChildrenAsync(runId, parentId, max, children.Add), children.Count);
        return children;
    }
}
