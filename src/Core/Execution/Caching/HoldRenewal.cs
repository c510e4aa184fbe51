namespace Undercurrent.Execution;

/// <summary>Renews a call's hold in the cache until it is disposed.</summary>
internal sealed class HoldRenewal : IDisposable
{
    private readonly ITimer _timer;

    public HoldRenewal(CacheAccess cache, TimeProvider time)
    {
        var period = CacheAccess.Lease / 3;

        // Not the caller's flow: the timer is nobody's body.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static cache => _ = ((CacheAccess)cache!).RenewAsync(), cache, period, period);
        }
    }

    public void Dispose() => _timer.Dispose();
}
