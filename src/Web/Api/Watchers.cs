namespace Undercurrent.Web.Api;

/// <summary>Counts the connections that follow the list of runs: each asks the store once a second.</summary>
internal sealed class Watchers
{
    public const int Most = 64;

    private int _count;

    /// <summary>Takes a place; give it back by disposing. Null when all are taken.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= Most)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _count);
        return null;
    }

    private sealed class Place(Watchers watchers) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref watchers._count);
            }
        }
    }
}
