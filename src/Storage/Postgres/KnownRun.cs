using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>
/// What the writer remembers of a run. Other silos write too, so it may be out of date: each transaction checks that epoch
/// and end are still so.
/// </summary>
internal sealed class KnownRun
{
    public KnownContexts Contexts { get; } = new();

    public required long No { get; init; }

    public required string Id { get; init; }

    public required long Epoch { get; init; }

    public required long LaunchedAt { get; init; }

    public required string Token { get; init; }

    /// <summary>As it was read; only for the answer to a repeated launch, which reads it again.</summary>
    public required string? Owner { get; init; }

    public required bool HasEnded { get; set; }

    /// <summary>How many events the transaction adds.</summary>
    public int Added { get; private set; }

    /// <summary>Whether the transaction changes the run.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether this transaction launches it: then nobody else knows it.</summary>
    public bool IsNew { get; set; }

    /// <summary>Whether the transaction asks for the run's cancellation.</summary>
    public bool IsCancelRequested { get; set; }

    /// <summary>The place of the next event among those that the transaction adds, from 1.</summary>
    public int Next() => ++Added;

    /// <summary>True the first time in a transaction.</summary>
    public bool Change() => !IsChanged && (IsChanged = true);

    /// <summary>The transaction is committed.</summary>
    public void Settle() => (Added, IsChanged, IsNew, IsCancelRequested) = (0, false, false, false);
}
