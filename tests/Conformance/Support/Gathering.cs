using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>Opens when a number of bodies have arrived, so that a test can be sure that they all run at once.</summary>
public sealed class Gathering
{
    private static readonly ConcurrentDictionary<string, Gathering> Gatherings = new(StringComparer.Ordinal);

    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _id;
    private int _missing;

    private Gathering(string id, int size)
    {
        _id = id;
        _missing = size;
    }

    /// <summary>The gathering of this id, of this size for whoever asks first.</summary>
    public static Gathering Of(string id, int size) => Gatherings.GetOrAdd(id, static (key, count) => new Gathering(key, count), size);

    public void Arrive()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _complete.SetResult();
        }
    }

    public Task WaitAsync() => _complete.Task.Soon($"the gathering {_id}, of which {Volatile.Read(ref _missing)} are missing");

    public Task ArriveAndWaitAsync()
    {
        Arrive();
        return WaitAsync();
    }
}
