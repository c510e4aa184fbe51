using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>
/// Which rows of a tree are open. An address names the innermost only: an open row is seen through open callers, so
/// that these are open too, and the address of a tree of any depth stays short.
/// </summary>
internal sealed class OpenRows
{
    // A chain of calls that is deeper is shown from its root as far as this.
    private const int MostDepth = 1000;

    private readonly Dictionary<ActionId, string?> _named = [];
    private readonly Dictionary<ActionId, string?> _open = [];
    private readonly Dictionary<ActionId, ActionId?> _callers = [];

    private OpenRows()
    {
    }

    /// <summary>From the root down to an action, both included; empty when it isn't there.</summary>
    public static async Task<List<ActionRecord>> ReadWayAsync(IRunRecords records, RunId run, ActionId? to, CancellationToken cancellationToken)
    {
        var way = new List<ActionRecord>();
        for (var next = to; next is { } id && way.Count < MostDepth; next = way[^1].ParentId)
        {
            if (await records.GetActionAsync(run, id, cancellationToken) is not { } action)
            {
                return [];
            }

            way.Add(action);
        }

        way.Reverse();
        return way;
    }

    /// <summary>The rows that a view names, the way to an action that is to be seen, and all above them.</summary>
    public static async Task<OpenRows> ReadAsync(
        IRunRecords records, RunRecord run, IReadOnlyDictionary<ActionId, string?>? named, IReadOnlyList<ActionRecord> way, CancellationToken cancellationToken)
    {
        var rows = new OpenRows();
        rows._callers[run.RootActionId] = null;
        foreach (var action in way)
        {
            rows.Note(action);
        }

        foreach (var (row, mark) in named ?? new Dictionary<ActionId, string?> { [run.RootActionId] = null })
        {
            if (await rows.IsThereAsync(records, run.RunId, row, cancellationToken))
            {
                rows.Open(row, mark);
            }
        }

        if (way.Count > 1)
        {
            rows.Open(way[^2].ActionId, rows._named.GetValueOrDefault(way[^2].ActionId));
        }

        return rows;
    }

    public bool Contains(ActionId row) => _open.ContainsKey(row);

    /// <summary>The mark behind which the row's part of a large set begins; null for the first part.</summary>
    public string? MarkOf(ActionId row) => _open.GetValueOrDefault(row);

    /// <summary>Takes note of who called an action, before its row is opened or closed.</summary>
    public void Note(ActionRecord action) => _callers[action.ActionId] = action.ParentId;

    /// <summary>What an address names with a row opened at a part of its set, or closed with all below it.</summary>
    public IReadOnlyDictionary<ActionId, string?> With(ActionId row, bool isOpen, string? mark = null)
    {
        var callers = CallersOf(row).ToHashSet();

        // Callers that stand at a later part of their set keep their mark; the others go without saying.
        var named = _named
            .Where(other => other.Key != row && (isOpen || !CallersOf(other.Key).Contains(row)) && (!callers.Contains(other.Key) || other.Value is not null))
            .ToDictionary();
        if (isOpen)
        {
            named[row] = mark;
        }
        else if (_callers.GetValueOrDefault(row) is { } caller)
        {
            named.TryAdd(caller, null);
        }

        return named;
    }

    private void Open(ActionId row, string? mark)
    {
        _named[row] = mark;
        _open[row] = mark;
        foreach (var caller in CallersOf(row))
        {
            _open.TryAdd(caller, null);
        }
    }

    private IEnumerable<ActionId> CallersOf(ActionId row)
    {
        for (var caller = _callers.GetValueOrDefault(row); caller is { } id; caller = _callers.GetValueOrDefault(id))
        {
            yield return id;
        }
    }

    private async Task<bool> IsThereAsync(IRunRecords records, RunId run, ActionId row, CancellationToken cancellationToken)
    {
        for (ActionId? next = row; next is { } id && !_callers.ContainsKey(id); next = _callers[id])
        {
            if (await records.GetActionAsync(run, id, cancellationToken) is not { } action)
            {
                return false;
            }

            Note(action);
        }

        return true;
    }
}
