namespace Undercurrent.Execution;

/// <summary>
/// The places of one limit, and who waits for them: first who had one and comes back, then the runs in turn, each with the
/// action that has waited longest. So a run of 100,000 actions doesn't hold up a run of 3. Not thread-safe: its owner guards it.
/// </summary>
internal sealed class FairQueue
{
    private readonly HashSet<string> _holders = new(StringComparer.Ordinal);
    private readonly Queue<PlaceWaiter> _returning = new();
    private readonly Dictionary<RunId, Queue<PlaceWaiter>> _waiting = [];
    private readonly Queue<RunId> _turns = new();

    public bool IsEmpty => _holders.Count == 0 && _turns.Count == 0 && _returning.Count == 0;

    public IReadOnlyCollection<string> Holders => _holders;

    /// <summary>Null when the holder has a place now; else who waits.</summary>
    public PlaceWaiter? Enter(int places, RunId run, string holder, bool isReturning)
    {
        if (_holders.Contains(holder))
        {
            return null;
        }

        var waiter = new PlaceWaiter(places, holder);
        if (isReturning)
        {
            _returning.Enqueue(waiter);
        }
        else if (_waiting.TryGetValue(run, out var others))
        {
            others.Enqueue(waiter);
        }
        else
        {
            _waiting[run] = new Queue<PlaceWaiter>([waiter]);
            _turns.Enqueue(run);
        }

        Admit();
        return waiter.IsOver ? null : waiter;
    }

    /// <summary>Whoever holds a place already, as far as another knows.</summary>
    public void Add(string holder) => _holders.Add(holder);

    /// <summary>The holder gives its place back.</summary>
    public void Leave(string holder)
    {
        if (_holders.Remove(holder))
        {
            Admit();
        }
    }

    /// <summary>The waiter waits no longer. Nothing happens when it has its place by now: that one is to be given back.</summary>
    public void Withdraw(PlaceWaiter waiter)
    {
        waiter.Withdraw();
        Admit();
    }

    /// <summary>Takes holders and waiters out that are gone.</summary>
    public void RemoveWhere(Predicate<string> isGone)
    {
        foreach (var waiter in _returning.Concat(_waiting.Values.SelectMany(waiters => waiters)).Where(waiter => isGone(waiter.Holder)))
        {
            waiter.Withdraw();
        }

        _holders.RemoveWhere(isGone);
        Admit();
    }

    private void Admit()
    {
        // Who comes back from several waits at once has its place after the first.
        while (Next() is { } waiter && (_holders.Count < waiter.Places || _holders.Contains(waiter.Holder)))
        {
            Dequeue();
            _holders.Add(waiter.Holder);
            waiter.Grant();
        }
    }

    // The first who still waits; those who don't any more are dropped on the way.
    private PlaceWaiter? Next()
    {
        while (_returning.TryPeek(out var returning))
        {
            if (!returning.IsOver)
            {
                return returning;
            }

            _returning.Dequeue();
        }

        while (_turns.TryPeek(out var run))
        {
            if (!_waiting[run].Peek().IsOver)
            {
                return _waiting[run].Peek();
            }

            DequeueOf(run, endsTurn: false);
        }

        return null;
    }

    private void Dequeue()
    {
        if (!_returning.TryDequeue(out _))
        {
            DequeueOf(_turns.Peek(), endsTurn: true);
        }
    }

    private void DequeueOf(RunId run, bool endsTurn)
    {
        _waiting[run].Dequeue();
        var isLast = _waiting[run].Count == 0;
        if (isLast)
        {
            _waiting.Remove(run);
        }

        if (isLast || endsTurn)
        {
            _turns.Dequeue();
        }

        if (!isLast && endsTurn)
        {
            _turns.Enqueue(run);
        }
    }
}
