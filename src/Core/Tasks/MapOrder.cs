namespace Undercurrent;

/// <summary>In what order a <c>Map</c> gives its results.</summary>
public enum MapOrder
{
    /// <summary>In the order of the items: one that is slow holds back those behind it, up to twice the concurrency of them. The default.</summary>
    AsGiven = 0,

    /// <summary>As they come.</summary>
    AsTheyCome = 1,
}
