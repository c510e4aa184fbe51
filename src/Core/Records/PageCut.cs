namespace Undercurrent.Records;

/// <summary>Gathers one page of ordered items, which is shorter than asked when payloads are large: it travels in one message.</summary>
internal sealed class PageCut<T>(int size, Func<T, PageMark> markOf, Func<T, int> payloadOf)
{
    /// <summary>The most bytes of inputs and outputs, beyond the first item.</summary>
    private const int MaxPayload = 8 * 1024 * 1024;

    private readonly List<T> _items = [];
    private long _payload;
    private bool _hasMore;

    /// <summary>What was added, with the mark of its last item when there is more.</summary>
    public Page<T> Page => new(_items, _hasMore ? markOf(_items[^1]).ToString() : null);

    /// <summary>False when the page is full; nothing more is to be added then.</summary>
    public bool TryAdd(T item)
    {
        _payload += payloadOf(item);
        _hasMore = _items.Count == size || (_items.Count > 0 && _payload > MaxPayload);
        if (!_hasMore)
        {
            _items.Add(item);
        }

        return !_hasMore;
    }
}
