using Undercurrent.Client;

namespace Undercurrent.Processes;

/// <summary>Connects the test's process to silos.</summary>
internal static class Clients
{
    /// <summary>A client that knows the gateways of these silos.</summary>
    public static Task<ClusterRunner> ConnectAsync(params SiloProcess[] silos) => ConnectAsync(options => options, silos);

    /// <summary>The same with options of its own.</summary>
    public static Task<ClusterRunner> ConnectAsync(Func<ClusterRunnerOptions, ClusterRunnerOptions> configure, params SiloProcess[] silos) =>
        ClusterRunner.ConnectAsync(configure(new ClusterRunnerOptions
        {
            Gateways = [.. silos.Select(silo => silo.Gateway)],
            ClusterId = silos[0].ClusterId,
            ServiceId = silos[0].ClusterId,
            ConnectLimit = TimeSpan.FromSeconds(60),
        })).Soon("a connection to the cluster");
}
