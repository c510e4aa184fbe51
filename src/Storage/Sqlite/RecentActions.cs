using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Sqlite;

/// <summary>The rows of a run's actions that are not in <c>action_ids</c> yet. Not thread-safe: the writer has one thread.</summary>
internal sealed class RecentActions
{
    private readonly Dictionary<ActionId, long> _numbers = [];

    public int Count => _numbers.Count;

    /// <summary>A row was written, or has another number now.</summary>
    public void Set(ActionId id, long no) => _numbers[id] = no;

    public bool TryGet(ActionId id, out long no) => _numbers.TryGetValue(id, out no);

    /// <summary>All of them, in the order of <see cref="ActionKey"/> but for equal calls, which lie together; behind it there are none.</summary>
    public (ActionId Id, long No)[] Take()
    {
        var all = new (ActionId Id, long No)[_numbers.Count];
        var next = 0;
        foreach (var (id, no) in _numbers)
        {
            all[next++] = (id, no);
        }

        Array.Sort(all, static (one, other) => one.Id.Hash.CompareTo(other.Id.Hash));
        _numbers.Clear();
        return all;
    }
}
