using Undercurrent.Processes;

namespace Undercurrent.Durability;

/// <summary>Something that happens to a cluster under load.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="HappenAsync">Does it, and returns when it is over.</param>
internal sealed record Scenario(string Name, Func<ClusterOfSilos, PostgresServer, Lengths, Task> HappenAsync)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("kill -9 one silo", async (silos, _, _) => await silos.KillAsync(1)),
        new("kill -9 two silos", async (silos, _, _) => await Task.WhenAll(silos.KillAsync(0), silos.KillAsync(2))),
        new("SIGSTOP one silo", StopOneAsync),
        new("SIGTERM one silo", TerminateOneAsync) { IsDrain = true },
        new("kill -9 all, start again", async (silos, _, _) =>
        {
            await silos.KillAllAsync();
            await silos.StartAllAsync();
        }),
        new("PostgreSQL away", async (_, server, lengths) =>
        {
            await server.StopFastAsync();
            await Wait.ForAsync(lengths.WithoutDatabase);
            await server.StartAsync();
        }),
    ];

    /// <summary>Whether it needs work that is too long for a drain.</summary>
    public bool IsDrain { get; private init; }

    public override string ToString() => Name;

    // The others declare it dead meanwhile. When it goes on, it finds that out and ends; its late writes are refused.
    private static async Task StopOneAsync(ClusterOfSilos silos, PostgresServer server, Lengths lengths)
    {
        silos[1].Send(Signal.Stop);
        await Wait.ForAsync(lengths.Stopped);
        silos[1].Send(Signal.Continue);
        await silos.EndAsync(1);
        await silos.StartAsync(1);
    }

    private static async Task TerminateOneAsync(ClusterOfSilos silos, PostgresServer server, Lengths lengths)
    {
        await silos[1].TerminateAsync();
        Assert.Equal(0, (await silos.EndAsync(1)).Code);
        await silos.StartAsync(1);
    }
}
