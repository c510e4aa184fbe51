namespace Undercurrent;

/// <summary>What a <c>Map</c> does when an item fails, all its attempts counted.</summary>
public enum OnFailure
{
    /// <summary>Start no more, cancel what is open, wait for it, and throw the failure. The default.</summary>
    Stop = 0,

    /// <summary>Go on; the item's <see cref="MapResult{TResult}"/> has the failure.</summary>
    Continue = 1,
}
