using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>How many bodies were at it at a time. Thread-safe.</summary>
public sealed class Tide
{
    private int _now;
    private int _highest;

    public int Now => Volatile.Read(ref _now);

    public int Highest => Volatile.Read(ref _highest);

    public ConcurrentQueue<string> Order { get; } = new();

    public void Rise()
    {
        var now = Interlocked.Increment(ref _now);
        for (var highest = Highest; now > highest; highest = Highest)
        {
            Interlocked.CompareExchange(ref _highest, now, highest);
        }
    }

    public void Fall() => Interlocked.Decrement(ref _now);
}
