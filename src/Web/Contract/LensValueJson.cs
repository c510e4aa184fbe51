namespace Undercurrent.Web.Contract;

/// <summary>A value of a key, with who set it.</summary>
public sealed record LensValueJson
{
    /// <summary>The value; <c>***</c> when the key is sensitive; absent where a scope removed the key.</summary>
    public string? Value { get; init; }

    /// <summary>Who set it, or removed the key.</summary>
    public required OriginJson SetBy { get; init; }

    /// <summary>What it overrode, one step back; absent when the key was new.</summary>
    public ContextEntryJson? Overrode { get; init; }

    /// <summary>How many actions started with it.</summary>
    public required long SeenBy { get; init; }
}
