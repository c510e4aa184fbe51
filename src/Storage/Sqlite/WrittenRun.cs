using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Sqlite;

/// <summary>What the writer knows of a run between transactions, for as long as nobody else has written.</summary>
internal sealed class WrittenRun
{
    public KnownContexts Contexts { get; } = new();

    public required long No { get; init; }

    public required string Id { get; init; }

    public required string Task { get; init; }

    public required long Epoch { get; init; }

    public required long LaunchedAt { get; init; }

    public required bool HasEnded { get; set; }

    /// <summary>The number of the last event.</summary>
    public required long Sequence { get; set; }

    /// <summary>The number of the last event up to which its actions are in <c>action_ids</c>.</summary>
    public long Listed { get; set; }

    /// <summary>Those behind it.</summary>
    public RecentActions Recent { get; set; } = new();

    /// <summary>Whether this transaction writes events of it.</summary>
    public bool IsChanged { get; set; }

    /// <summary>The next event's number, as the number of its row.</summary>
    public long NextRow()
    {
        IsChanged = true;
        return RowNumber.Of(No, ++Sequence);
    }
}
