namespace Undercurrent.Records;

/// <summary>Which of the runs without an owner are of no use to who looks for them. Immutable.</summary>
internal sealed record UnfinishedFilter
{
    /// <summary>Only runs of this scope: see <see cref="RunLaunched"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>Not the runs of these root tasks.</summary>
    public IReadOnlyCollection<string> ExceptTasks { get; init; } = [];

    /// <summary>Not these runs.</summary>
    public IReadOnlyCollection<RunId> ExceptRuns { get; init; } = [];
}
