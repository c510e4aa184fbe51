using Undercurrent.Execution;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Records;

/// <summary>
/// Brings a signal to where it is decided on: the store that all silos share, or the silo that recorded the run's launch,
/// which then lets the others know. Thread-safe.
/// </summary>
internal sealed class SignalRouter(TaskHost host, ClusterView cluster)
{
    /// <exception cref="SiloUnavailableException">A silo that may have the run did not answer: ask again.</exception>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task<SignalResult> SendAsync(RunId runId, Signal signal)
    {
        if (host.Store.IsShared)
        {
            return await host.Store.SendAsync(runId, signal).ConfigureAwait(true);
        }

        var message = SignalMessage.From(signal);
        var decided = await cluster.FindAsync(async silo =>
            await silo.SignalAsync(runId.Value, message).ConfigureAwait(true) is var result && (SignalResult)result != SignalResult.NoRun ? [(byte)result] : null)
            .ConfigureAwait(true);
        if (decided is null)
        {
            return SignalResult.NoRun;
        }

        if ((SignalResult)decided[0] == SignalResult.First)
        {
            await cluster.AnnounceSignalAsync(runId, message).ConfigureAwait(true);
        }

        return (SignalResult)decided[0];
    }
}
