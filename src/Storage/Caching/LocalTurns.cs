using Undercurrent.Records;

namespace Undercurrent.Storage.Caching;

/// <summary>
/// Who of this process has the turn of a key: the one that holds it in the database, or asks for it there. The others wait
/// here, so that of a thousand equal calls one asks the database. Thread-safe.
/// </summary>
internal sealed class LocalTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CacheKey, (string Holder, int Times)> _turns = [];

    /// <summary>Whether this holder has the turn now. One that has it already takes it once more, and gives it back as often.</summary>
    public bool TryTake(CacheKey key, string holder)
    {
        lock (_gate)
        {
            var times = _turns.TryGetValue(key, out var turn) ? turn.Times : 0;
            if (times > 0 && turn.Holder != holder)
            {
                return false;
            }

            _turns[key] = (holder, times + 1);
            return true;
        }
    }

    public void GiveBack(CacheKey key, string holder)
    {
        lock (_gate)
        {
            if (!_turns.TryGetValue(key, out var turn) || turn.Holder != holder)
            {
                return;
            }

            if (turn.Times > 1)
            {
                _turns[key] = (holder, turn.Times - 1);
            }
            else
            {
                _turns.Remove(key);
            }
        }
    }
}
