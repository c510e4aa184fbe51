namespace Undercurrent.Records;

/// <summary>Which page of a list. The default value is the first page of 50.</summary>
public readonly record struct PageRequest
{
    /// <summary>The largest page.</summary>
    public const int MaxSize = 1000;

    private readonly int _size;

    /// <summary>How many items at most; default 50, from 1 to 1,000. Items with large payloads make a page shorter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int Size
    {
        get => _size == 0 ? 50 : _size;
        init => _size = value is >= 1 and <= MaxSize ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"A page has 1 to {MaxSize} items.");
    }

    /// <summary><see cref="Page{T}.Next"/> of the page before; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>The mark of the item behind which the page begins; null for the first page.</summary>
    internal PageMark? Mark => After is null ? null : PageMark.Parse(After);
}
