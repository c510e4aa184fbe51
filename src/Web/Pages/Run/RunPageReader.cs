using Undercurrent.Records;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Search;

namespace Undercurrent.Web.Pages;

/// <summary>Reads a run's page.</summary>
internal static class RunPageReader
{
    private const int MostKeys = 64;

    public static async Task<RunModel> ReadAsync(WebBackend backend, RunRecord run, RunView view, CancellationToken cancellationToken)
    {
        // Before the rest is read: what happens meanwhile then comes as an event.
        var events = await PageEvents.OfAsync(backend, run, cancellationToken);
        var now = backend.Time.GetUtcNow();
        var records = backend.Runner.Records;
        var parsed = QueryText.ParseActions(view.Query ?? "");
        Tree tree;
        IReadOnlyDictionary<ActionState, long>? found = null;
        string? next = null;
        if (view.Query is not null && parsed.Errors.Count == 0)
        {
            (tree, found, next) = await FindReader.ReadAsync(records, run, view, parsed.Query, now, cancellationToken);
        }
        else
        {
            tree = await new TreeReader(records, run, view, now).ReadAsync(cancellationToken);
        }

        return new RunModel
        {
            Run = run,
            Tree = tree,
            Found = found,
            FoundNextUrl = next,
            Events = events,
            Keys = KeysOf(run, tree, view.Lens),
            Lens = view.Lens,
            Query = view.Query ?? "",
            QueryError = QueryWords.Of(parsed.Errors),
            WaitedFor = WaitedFor(tree),
            CanResume = backend.Resume is not null,
            Now = now,
            Url = view.Url,
        };
    }

    private static string[] KeysOf(RunRecord run, Tree tree, string? lens) =>
    [
        .. run.Context.AllEntries
            .Concat(tree.Rows.SelectMany(row => row.Action?.Context.AllEntries ?? []))
            .Select(entry => entry.Key)
            .Concat(lens is null ? [] : [lens])
            .Distinct(StringComparer.Ordinal)
            .Take(MostKeys),
    ];

    // A wait is recorded under the task's name, a slash, and wait(name).
    private static string[] WaitedFor(Tree tree) =>
    [
        .. tree.Rows
            .Where(row => row.Action is { State: ActionState.Running } action && action.Task.EndsWith(')') && action.Task.Contains("/wait(", StringComparison.Ordinal))
            .Select(row => row.Action!.Task[(row.Action.Task.LastIndexOf('(') + 1)..^1])
            .Distinct(StringComparer.Ordinal),
    ];
}
