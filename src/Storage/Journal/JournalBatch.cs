namespace Undercurrent.Storage.Journal;

/// <summary>Entries that are committed together, in this order; those of one run may be in the midst of others'.</summary>
internal sealed class JournalBatch(IReadOnlyList<PendingEntry> entries)
{
    public IReadOnlyList<PendingEntry> Entries => entries;
}
