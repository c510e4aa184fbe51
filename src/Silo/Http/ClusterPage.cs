using System.Text.Json;
using Undercurrent.Grains.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Silo.Http;

/// <summary>Puts what is known of the silos into the contract's form.</summary>
internal sealed class ClusterPage(ClusterReport report, StoreWords store)
{
    public async Task<ClusterJson> ReadAsync(CancellationToken cancellationToken)
    {
        var problem = store.ProblemAsync(cancellationToken);
        var silos = await report.ReadAsync().WaitAsync(cancellationToken);
        return new ClusterJson([.. silos.Select(ToJson)], store.Kind, await problem);
    }

    private static SiloJson ToJson(SiloState silo) => new()
    {
        Name = silo.Name,
        Address = silo.Address,
        State = JsonNamingPolicy.CamelCase.ConvertName(silo.Status.ToString()),
        IsThis = silo.IsThis,
        RunningActions = silo.Report?.RunningActions,
        OwnedRuns = silo.Report?.OwnedRuns,
        QueuedActions = silo.Report?.QueuedActions,
        MemoryBytes = silo.Report?.MemoryBytes,
        CpuPercent = silo.Report?.CpuPercent,
    };
}
