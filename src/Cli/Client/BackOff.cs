using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Client;

/// <summary>Waits longer each time, up to a bound of all waiting.</summary>
internal sealed class BackOff(TimeProvider time, TimeSpan limit)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _next = First;
    private long? _since;

    public bool HasWaited => _since is not null;

    /// <summary>It works again.</summary>
    public void Reset() => (_next, _since) = (First, null);

    /// <summary>It worked for this time: one that breaks at once, again and again, doesn't.</summary>
    public void Held(TimeSpan time)
    {
        if (time >= Longest)
        {
            Reset();
        }
    }

    /// <exception cref="CommandException"><paramref name="error"/>, when it has not worked for too long.</exception>
    public async Task WaitAsync(CommandException error, CancellationToken cancellationToken)
    {
        _since ??= time.GetTimestamp();
        if (time.GetElapsedTime(_since.Value) >= limit)
        {
            throw error;
        }

        await Task.Delay(_next, time, cancellationToken);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
    }
}
