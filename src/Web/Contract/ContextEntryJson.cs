namespace Undercurrent.Web.Contract;

/// <summary>A key of a context with its value, who set it, and what that overrode.</summary>
public sealed record ContextEntryJson
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The value; <c>***</c> when the key is sensitive.</summary>
    public required string Value { get; init; }

    /// <summary>Whether the key is sensitive, and its value masked.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Who set the value.</summary>
    public required OriginJson Origin { get; init; }

    /// <summary>The entry that this one replaced in its run, one step back; absent when the key was new.</summary>
    public ContextEntryJson? Overrode { get; init; }
}
