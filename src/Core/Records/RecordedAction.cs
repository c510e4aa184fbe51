using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>What a caller needs to know of an action that may have run before a crash.</summary>
internal sealed record RecordedAction
{
    public required ActionId ActionId { get; init; }

    public required string Task { get; init; }

    /// <summary>The latest recorded: see <see cref="Execution.AncestorAttempts"/>. What is below holds for these.</summary>
    public required string AncestorAttempts { get; init; }

    /// <summary>Of the action; <see cref="ActionState.Running"/> when its last attempt has not ended, perhaps because of a crash.</summary>
    public required ActionState State { get; init; }

    /// <summary>The number of the last attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many attempts were lost, the last included if it is known to be.</summary>
    public required int LostAttempts { get; init; }

    /// <summary>Where the last attempt ran; null when it never said so, and when the action succeeded.</summary>
    public string? Host { get; init; }

    /// <summary>When the last attempt ended, or the action; null while it runs, and when the action succeeded: nobody asks, and a recovery reads many.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How the action ended; null when it has not, or when <see cref="IsApart"/>.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>What the outcome says beside its value; null for most.</summary>
    public ActionDetails? Details { get; init; }

    /// <summary>Whether it has an outcome that was too large to come along: ask for the action itself.</summary>
    public bool IsApart { get; init; }
}
