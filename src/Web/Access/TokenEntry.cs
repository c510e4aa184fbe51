using System.Text.Json.Serialization;

namespace Undercurrent.Web.Access;

/// <summary>A token as the tokens file has it: all but the token itself.</summary>
internal sealed record TokenEntry
{
    /// <summary>Whose it is: 1 to 64 of <c>A-Z a-z 0-9 . _ -</c>, once in a file. Runs that are started with it are launched by this name.</summary>
    public required string Name { get; init; }

    /// <summary><see cref="TokenText.HashOf"/> of the token.</summary>
    public required string Hash { get; init; }

    /// <summary>What it allows.</summary>
    public required IReadOnlyList<AccessScope> Scopes { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The caller who has it.</summary>
    [JsonIgnore]
    public Caller Caller => new(Name, Scopes.Max());

    public bool IsExpired(DateTimeOffset now) => Expires <= now;
}
