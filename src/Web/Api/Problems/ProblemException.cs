using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>A request that is answered with a problem.</summary>
internal sealed class ProblemException(ProblemKind kind, string detail) : Exception(detail)
{
    public ProblemKind Kind => kind;

    /// <summary>Another status than the kind's; 0 for the kind's.</summary>
    public int Status { get; init; }

    /// <inheritdoc cref="ProblemJson.Next"/>
    public string? Next { get; init; }

    /// <inheritdoc cref="ProblemJson.Errors"/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <inheritdoc cref="ProblemJson.Position"/>
    public int? Position { get; init; }

    /// <summary>When to come again, for <c>Retry-After</c>; null for no such header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public ProblemJson ToJson() => new()
    {
        Type = kind.Type,
        Title = kind.Title,
        Status = Status == 0 ? kind.Status : Status,
        Detail = Message,
        Next = Next,
        Errors = Errors,
        Position = Position,
    };
}
