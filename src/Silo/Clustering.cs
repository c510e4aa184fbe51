using System.Net;
using Npgsql;
using Orleans.Configuration;
using Undercurrent.Storage.Postgres;

namespace Undercurrent.Silo;

/// <summary>How the silos of a cluster find each other, and how soon they miss one.</summary>
internal static class Clustering
{
    private const int MissedSigns = 4;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>A silo whose last sign of life is older than this doesn't count as being there.</summary>
    public static TimeSpan SignOfLifeLimit => MissedSigns * Second;

    public static ISiloBuilder AddCluster(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = settings.Address;
            options.SiloPort = settings.SiloPort;
            options.GatewayPort = settings.GatewayPort;
            options.SiloListeningEndpoint = new IPEndPoint(settings.ListenAddress, settings.SiloPort);
            options.GatewayListeningEndpoint = new IPEndPoint(settings.ListenAddress, settings.GatewayPort);
        });
        silo.Configure<ClusterMembershipOptions>(Watch);
        return settings.Cluster == ClusterKind.Postgres
            ? silo.UseAdoNetClustering(options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = ConnectionString(settings.Connection!);
            })
            : silo.UseDevelopmentClustering(settings.Primary ?? new IPEndPoint(settings.Address, settings.SiloPort));
    }

    /// <summary>For the membership: a database that doesn't answer must not hold up the signs of life for half a minute.</summary>
    public static string ConnectionString(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        PostgresName.Default(
            parts, ("Timeout", 3), ("Command Timeout", 5), ("Maximum Pool Size", 5), ("Application Name", "undercurrent membership"));
        return parts.ConnectionString;
    }

    // A killed silo fails three probes, one a second, and each at once: dead after 2 to 3 seconds. One that is only paused
    // doesn't fail a probe before a second has passed: it has 3 to 4 seconds.
    private static void Watch(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = Second;
        options.NumMissedProbesLimit = 3;

        // Two have to agree, as long as two are there: one that lost its own network can't drive out the others. Who has not
        // written its sign of life for four seconds doesn't count as being there, so the last one of three can decide alone.
        // For this it must ask each silo itself: through another it would ask one that is gone too.
        options.NumVotesForDeathDeclaration = 2;
        options.IAmAliveTablePublishTimeout = Second;
        options.NumMissedTableIAmAliveLimit = MissedSigns;
        options.EnableIndirectProbes = false;

        // News of the membership go from silo to silo. The table is the way for who missed them.
        options.TableRefreshTimeout = 5 * Second;
        options.MaxJoinAttemptTime = 60 * Second;
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
        options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }
}
