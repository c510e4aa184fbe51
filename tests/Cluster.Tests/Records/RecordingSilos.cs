using Undercurrent.Records;

namespace Undercurrent.Cluster.Tests.Records;

/// <summary>Silos with a record each, asked one after the other, between which as much may happen as a test wants.</summary>
internal sealed class RecordingSilos
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, List<RunEvent>> _silos = new(StringComparer.Ordinal);
    private int _time;

    public RecordingSilos(int max, params string[] silos)
    {
        Max = max;
        Array.ForEach(silos, silo => _silos.Add(silo, []));
    }

    /// <summary>How many events a silo tells at a time.</summary>
    public int Max { get; }

    /// <summary>Called behind each silo's answer, with the number of the look, from 1, and the silo.</summary>
    public Action<int, string>? Answered { get; set; }

    public int Looks { get; private set; }

    /// <summary>A line is reported on a silo, a moment after whatever was reported before.</summary>
    public void Report(string silo, string line) => Record(silo, line, _time++);

    /// <summary>Something is recorded on a silo, by whose clock it happened then.</summary>
    public void Record(string silo, string line, int time, RunEventKind kind = RunEventKind.Reported) =>
        _silos[silo].Add(new RunEvent(_silos[silo].Count + 1, Noon.AddSeconds(time), kind, null, "own.task", 1, null, line));

    public void Join(string silo) => _silos.Add(silo, []);

    public void Lose(string silo) => _silos.Remove(silo);

    public Task<IReadOnlyList<KeyValuePair<string, IReadOnlyList<RunEvent>>>> LookAsync(IReadOnlyDictionary<string, long> positions)
    {
        var answers = new List<KeyValuePair<string, IReadOnlyList<RunEvent>>>();
        Looks++;
        foreach (var silo in _silos.Keys.ToArray())
        {
            answers.Add(new(silo, [.. _silos[silo].Skip((int)positions.GetValueOrDefault(silo)).Take(Max)]));
            Answered?.Invoke(Looks, silo);
        }

        return Task.FromResult<IReadOnlyList<KeyValuePair<string, IReadOnlyList<RunEvent>>>>(answers);
    }
}
