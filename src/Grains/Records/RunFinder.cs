using Undercurrent.Execution;
using Undercurrent.Grains.Running;
using Undercurrent.Records;

namespace Undercurrent.Grains.Records;

/// <summary>Finds a run's record: in this silo's store, and where each silo has a record of its own, in the others'. Thread-safe.</summary>
internal sealed class RunFinder(TaskHost host, ClusterView cluster)
{
    /// <summary>The record; null when no silo has the run.</summary>
    /// <exception cref="SiloUnavailableException">It isn't here, and a silo that may have it did not answer.</exception>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task<RunRecord?> FindAsync(RunId runId)
    {
        var run = await host.Store.GetRunAsync(runId).ConfigureAwait(true);
        return run is not null || host.Store.IsShared
            ? run
            : RecordsJson.Read<RunRecord>(await cluster.FindAsync(silo => silo.GetRunAsync(runId.Value)).ConfigureAwait(true));
    }
}
