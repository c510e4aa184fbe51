namespace Undercurrent;

/// <summary>
/// A key, a value or the size of a custom context breaks a rule (L1). Thrown where the breach is made, before anything
/// runs; nothing is dropped or cut (L2).
/// </summary>
public sealed class ContextLimitException : ArgumentException
{
    /// <summary>For a breach of <paramref name="key"/>.</summary>
    internal ContextLimitException(string key, string message)
        : base(message) => Key = key;

    /// <summary>The key with which the breach was made.</summary>
    public string Key { get; }
}
