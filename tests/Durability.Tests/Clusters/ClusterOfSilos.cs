using Undercurrent.Client;
using Undercurrent.Processes;
using Undercurrent.Records;
using Undercurrent.Storage;

namespace Undercurrent.Durability;

/// <summary>Three silo processes on one PostgreSQL database, which keeps both their membership and their runs.</summary>
internal sealed class ClusterOfSilos : IAsyncDisposable
{
    private const int Count = 3;

    private static readonly string[] Names = ["one", "two", "three"];

    private readonly SiloPlan[] _plans;
    private readonly SiloProcess?[] _silos = new SiloProcess?[Count];

    private ClusterOfSilos(string connection, SiloPlan[] plans) => (Connection, _plans) = (connection, plans);

    /// <summary>How to connect to its database.</summary>
    public string Connection { get; }

    /// <summary>Those that were started and not taken away since.</summary>
    public IReadOnlyList<SiloProcess> Running => [.. _silos.OfType<SiloProcess>()];

    public SiloProcess this[int index] => _silos[index]!;

    /// <summary>A cluster on a new database, ready to be called.</summary>
    public static async Task<ClusterOfSilos> StartAsync(PostgresDatabases databases, int drainSeconds = 60)
    {
        var cluster = SiloProcess.NewClusterId();
        var connection = await databases.CreateAsync(cluster);
        var silos = new ClusterOfSilos(connection, [.. Names.Select(name => new SiloPlan
        {
            Name = name,
            ClusterId = cluster,
            Tasks = [Repository.LoadTasks, Repository.TestTasks],
            DrainSeconds = drainSeconds,
            Ports = (FreePorts.Next(), FreePorts.Next()),
            More = ["--cluster", "postgres", "--connection", connection, "--store", "postgres"],
        })]);
        try
        {
            await silos.StartAllAsync();
            return silos;
        }
        catch
        {
            await silos.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts all that don't run, at once: their migrations run at once too.</summary>
    public Task StartAllAsync() => Task.WhenAll(Enumerable.Range(0, Count).Where(index => _silos[index] is null).Select(StartAsync));

    /// <summary>Starts one (again), at the address that it had before.</summary>
    public async Task StartAsync(int index) => _silos[index] = await SiloProcess.StartAsync(_plans[index]);

    /// <summary>kill -9.</summary>
    public async Task KillAsync(int index)
    {
        await this[index].KillAsync();
        await RemoveAsync(index);
    }

    /// <summary>kill -9 of all, at the same moment.</summary>
    public Task KillAllAsync() => Task.WhenAll(Enumerable.Range(0, Count).Where(index => _silos[index] is not null).Select(KillAsync));

    /// <summary>When one has ended by itself, however long that takes.</summary>
    public Task WhenEndedAsync(int index) => this[index].WhenEndedAsync();

    /// <summary>Waits until one has ended by itself.</summary>
    public async Task<ProgramEnd> EndAsync(int index)
    {
        var end = await this[index].EndAsync();
        await RemoveAsync(index);
        return end;
    }

    /// <summary>The silo on which a body waits.</summary>
    public int IndexOf(Visit visit) => Array.FindIndex(_silos, silo => silo is not null && visit.IsOn(silo));

    /// <summary>The silo that owns a run, by the address in its record.</summary>
    public int IndexOf(RunRecord run) => Array.FindIndex(
        _silos, silo => run.Owner?.Contains($":{silo?.SiloPort}@", StringComparison.Ordinal) is true);

    /// <summary>A client that knows all gateways.</summary>
    public Task<ClusterRunner> ConnectAsync() => ClusterRunner.ConnectAsync(new ClusterRunnerOptions
    {
        Gateways = [.. _plans.Select(plan => $"localhost:{plan.Ports!.Value.Gateway}")],
        ClusterId = _plans[0].ClusterId,
        ServiceId = _plans[0].ClusterId,
        ConnectLimit = TimeSpan.FromSeconds(60),
    }).Soon("a connection to the cluster");

    /// <summary>The record, read without any silo.</summary>
    public Task<RunStore> OpenStoreAsync() => PostgresRunStore.OpenAsync(new PostgresRunStoreOptions { ConnectionString = Connection });

    /// <summary>What all wrote, for a test that failed.</summary>
    public override string ToString() => string.Join("\n\n", Running);

    public async ValueTask DisposeAsync()
    {
        for (var index = 0; index < Count; index++)
        {
            await RemoveAsync(index);
        }
    }

    private async Task RemoveAsync(int index)
    {
        if (Interlocked.Exchange(ref _silos[index], null) is { } silo)
        {
            await silo.DisposeAsync();
        }
    }
}
