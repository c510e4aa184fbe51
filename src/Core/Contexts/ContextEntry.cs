namespace Undercurrent;

/// <summary>A key of a custom context with its value, who set it, and what that overrode (rule V1).</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Origin">Who set the value that is seen here.</param>
/// <param name="Overrode">The entry that this one replaced in its run, one step back; null when the key was new.</param>
public sealed record ContextEntry(string Key, string Value, ContextOrigin Origin, ContextEntry? Overrode = null);
