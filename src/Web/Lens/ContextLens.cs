using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Lens;

/// <summary>Sees through the context of a run or an action: where each value came from, what it overrode, how many started with it, who read it.</summary>
internal static class ContextLens
{
    /// <summary>The most distinct contexts of a run that are looked at.</summary>
    public const int MaxContexts = 1000;

    /// <summary>How many readers of a key are told.</summary>
    public const int MaxReaders = 20;

    /// <summary>All values that the actions of a run started with.</summary>
    /// <param name="records">The record.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<LensJson> OfRunAsync(IRunRecords records, RunRecord run, CancellationToken cancellationToken = default)
    {
        var uses = await records.GetContextsAsync(run.RunId, MaxContexts, cancellationToken);
        var values = LensValues.Of(uses);

        // Keys of the launch come first, in its order; before the root is recorded they are all there is.
        foreach (var entry in run.Context.AllEntries)
        {
            values.Add(entry, isRemoved: false, actions: 0);
        }

        var order = run.Context.AllEntries.Select(entry => entry.Key).Concat(values.Keys).Distinct();
        return await BuildAsync(records, run.RunId, actionId: null, order.Select(key => (key, values.Of(key))), uses, cancellationToken);
    }

    /// <summary>The context of one action, each value with how many actions of the run started with it too.</summary>
    /// <param name="records">The record.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<LensJson> OfActionAsync(IRunRecords records, ActionRecord action, CancellationToken cancellationToken = default)
    {
        var uses = await records.GetContextsAsync(action.RunId, MaxContexts, cancellationToken);
        var values = LensValues.Of(uses);
        var own = action.Context.AllEntries.Select(entry => (entry.Key, values.Find(entry, isRemoved: false)))
            .Concat(action.Context.Removed.Select(entry => (entry.Key, values.Find(entry, isRemoved: true))))
            .Select(pair => (pair.Key, (IReadOnlyList<LensValue>)[pair.Item2]));
        return await BuildAsync(records, action.RunId, action.ActionId, own, uses, cancellationToken);
    }

    private static async Task<LensJson> BuildAsync(
        IRunRecords records,
        RunId runId,
        ActionId? actionId,
        IEnumerable<(string Key, IReadOnlyList<LensValue> Values)> keys,
        IReadOnlyList<ContextUse> uses,
        CancellationToken cancellationToken)
    {
        var lenses = new List<LensKeyJson>();
        foreach (var (key, values) in keys)
        {
            lenses.Add(await OfKeyAsync(records, runId, key, values, cancellationToken));
        }

        return new LensJson
        {
            RunId = runId.Value,
            ActionId = actionId?.ToString(),
            Keys = lenses,
            Actions = (await records.CountActionsAsync(runId, new ActionQuery(), cancellationToken)).Values.Sum(),
            Truncated = uses.Count == MaxContexts,
        };
    }

    private static async Task<LensKeyJson> OfKeyAsync(
        IRunRecords records, RunId runId, string key, IReadOnlyList<LensValue> values, CancellationToken cancellationToken)
    {
        var query = new ActionQuery { Reads = key, Page = new PageRequest { Size = MaxReaders } };
        var readers = await records.FindActionsAsync(runId, query, cancellationToken);
        return new LensKeyJson
        {
            Key = key,
            Sensitive = values.Any(value => value.Entry.IsSensitive),
            Values = [.. values.OrderByDescending(value => value.Actions).Select(value => value.ToJson())],
            ReadBy = readers.Items.Count == 0 ? null : [.. readers.Items.Select(action =>
                new ReaderJson(action.ActionId.ToString(), action.Task, action.Context.Find(key)?.ShownValue))],
            MoreReaders = readers.Next is not null,
        };
    }
}
