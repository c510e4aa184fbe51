namespace Undercurrent.Web.Contract;

/// <summary>A key of the lens.</summary>
public sealed record LensKeyJson
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>Whether it is sensitive, and its values masked.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Its values, by who set them; the most seen first.</summary>
    public required IReadOnlyList<LensValueJson> Values { get; init; }

    /// <summary>The first actions that read it; absent for none.</summary>
    public IReadOnlyList<ReaderJson>? ReadBy { get; init; }

    /// <summary>Whether more actions read it than <see cref="ReadBy"/> tells.</summary>
    public bool MoreReaders { get; init; }
}
