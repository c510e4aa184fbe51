using Undercurrent.Records;

namespace Undercurrent.Grains.Running;

/// <summary>Reads the record through the cluster.</summary>
internal sealed class ClusterRecords(IGrainFactory grains, ClusterCalls calls) : IRunRecords
{
    private IRecordsGrain Grain => grains.GetGrain<IRecordsGrain>(0);

    public async Task<RunRecord?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        runId == default
            ? null
            : RecordsJson.Read<RunRecord>(await calls.InvokeAsync(() => Grain.GetRunAsync(runId.Value), cancellationToken).ConfigureAwait(false));

    public async Task<Page<RunRecord>> FindRunsAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var json = RecordsJson.Write(query);
        return RecordsJson.Read<Page<RunRecord>>(await calls.InvokeAsync(() => Grain.FindRunsAsync(json), cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<ActionRecord?> GetActionAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) =>
        RecordsJson.Read<ActionRecord>(await calls.InvokeAsync(
            () => Grain.GetActionAsync(runId.Value, actionId.ToString()), cancellationToken).ConfigureAwait(false));

    public async Task<Page<ActionRecord>> GetChildrenAsync(
        RunId runId, ActionId? parentId, PageRequest page = default, CancellationToken cancellationToken = default) =>
        RecordsJson.Read<Page<ActionRecord>>(await calls.InvokeAsync(
            () => Grain.GetChildrenAsync(runId.Value, parentId?.ToString(), page.Size, page.After), cancellationToken).ConfigureAwait(false))!;

    public async Task<IReadOnlyDictionary<ActionState, long>> CountChildrenAsync(
        RunId runId, ActionId? parentId, CancellationToken cancellationToken = default) =>
        RecordsJson.Read<Dictionary<ActionState, long>>(await calls.InvokeAsync(
            () => Grain.CountChildrenAsync(runId.Value, parentId?.ToString()), cancellationToken).ConfigureAwait(false))!;

    public async Task<IReadOnlyList<ActionRecord>> GetSlowestChildrenAsync(
        RunId runId, ActionId? parentId, int count, CancellationToken cancellationToken = default)
    {
        Overviews.CheckCount(count);
        return RecordsJson.Read<ActionRecord[]>(await calls.InvokeAsync(
            () => Grain.GetSlowestChildrenAsync(runId.Value, parentId?.ToString(), count), cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<IReadOnlyDictionary<ActionState, long>> CountActionsAsync(
        RunId runId, ActionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var json = RecordsJson.Write(query);
        return RecordsJson.Read<Dictionary<ActionState, long>>(await calls.InvokeAsync(
            () => Grain.CountActionsAsync(runId.Value, json), cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<IReadOnlyList<ContextUse>> GetContextsAsync(RunId runId, int max, CancellationToken cancellationToken = default)
    {
        Overviews.CheckMax(max);
        return RecordsJson.Read<ContextUse[]>(await calls.InvokeAsync(
            () => Grain.GetContextsAsync(runId.Value, max), cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<Page<ActionRecord>> FindActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var json = RecordsJson.Write(query);
        return RecordsJson.Read<Page<ActionRecord>>(await calls.InvokeAsync(
            () => Grain.FindActionsAsync(runId.Value, json), cancellationToken).ConfigureAwait(false))!;
    }
}
