using System.Collections.Concurrent;
using System.Net.Sockets;
using Undercurrent.Execution;

namespace Undercurrent.Grains.Limits;

/// <summary>The limits of the cluster, as a silo asks for them. Thread-safe.</summary>
internal sealed class ClusterLimits(IGrainFactory grains, TimeProvider time) : ILimits
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Whose bodies run here, by limit and holder.
    private readonly ConcurrentDictionary<(string Limit, string Holder), bool> _here = new();

    /// <summary>The holders whose bodies run on this silo.</summary>
    public string[] HeldHere(string limit) => [.. _here.Keys.Where(held => held.Limit == limit).Select(held => held.Holder)];

    public async Task EnterAsync(string limit, int places, RunId run, string holder, bool isReturning, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<ILimitGrain>(limit);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                bool hasEntered;
                await using (cancellationToken.UnsafeRegister(_ => Leave(limit, holder), null).ConfigureAwait(false))
                {
                    hasEntered = await grain.EnterAsync(places, run.Value, holder, isReturning).ConfigureAwait(false);
                }

                if (hasEntered && !cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                Leave(limit, holder);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or SocketException)
            {
                // The limit's silo is gone or going; the next try finds it on another.
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Leave(string limit, string holder)
    {
        _here.TryRemove((limit, holder), out _);
        _ = grains.GetGrain<ILimitGrain>(limit).LeaveAsync(holder);
    }

    public void Adopt(string limit, string holder) => _here[(limit, holder)] = true;
}
