namespace Undercurrent.Storage.Databases;

/// <summary>
/// The number of a row of <c>actions</c> or <c>events</c>: the run's number, then the sequence number of the event that
/// wrote it. So a run's rows lie together, in the order of its events, and no further index is needed to follow it.
/// </summary>
internal static class RowNumber
{
    private const int SequenceBits = 32;

    public static long Of(long run, long sequence) => (run << SequenceBits) | sequence;

    public static long SequenceOf(long number) => number & uint.MaxValue;

    /// <summary>The number behind the run's last.</summary>
    public static long EndOf(long run) => (run + 1) << SequenceBits;
}
