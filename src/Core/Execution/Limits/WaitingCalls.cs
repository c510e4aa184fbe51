namespace Undercurrent.Execution;

/// <summary>Counts the calls of this process or silo that wait for a place, for people. Thread-safe.</summary>
internal sealed class WaitingCalls
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Begin() => Interlocked.Increment(ref _count);

    public void End() => Interlocked.Decrement(ref _count);
}
