using System.Globalization;
using Undercurrent.Benchmarks.Measuring;
using Undercurrent.Benchmarks.Raw;
using Undercurrent.Benchmarks.Stages;
using Undercurrent.Storage;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>The rows with a durable record, in the order of the report.</summary>
internal static class DurableMeasures
{
    private const int Calls = 1_000;
    private const int Children = 10_000;
    private const int ManyChildren = 100_000;
    private const int ManyItems = 100_000;
    private const int LocalChildren = 50_000;
    private const int InATransaction = 1_000;

    private const double Micro = 1e6;
    private const double Milli = 1e3;

    public static IReadOnlyList<Measure> All(TempFolder files, bool quick) =>
    [
        .. FanOut("sqlite_normal", "SQLite, synchronous NORMAL", Silo(files, SqliteSynchronous.Normal), 0.35, quick),
        .. OnSiloFull(files, quick),
        .. PostgresPlace.Server is { } server ? OnPostgres(server, quick) : [],
        .. InProcess(files),
        Recovery(files),
        .. Searches(files, quick),
    ];

    private static IReadOnlyList<Measure> OnSiloFull(TempFolder files, bool quick)
    {
        var silo = Silo(files, SqliteSynchronous.Full);
        var rows = new SqliteRows(files.NextFile("rows"), SqliteSynchronous.Full);
        return
        [
            .. FanOut("sqlite_full", "SQLite, synchronous FULL", silo, 0.35, quick),
            new()
            {
                Name = "child_call_silo_sqlite",
                Unit = "us",
                Stage = silo,
                Measured = new("durable child call on one silo, in sequence, SQLite, synchronous FULL", async () =>
                    await silo.RunAsync(CallTasks.Sequence, Calls, FourKeys.Launch) * Micro / Calls),
                Baseline = new("a commit of one row of the same size", async () => await rows.InsertAsync(Calls, inATransaction: 1) * Micro / Calls),
                Limit = Limit.RatioAtMost(1.5),
            },
        ];
    }

    private static IReadOnlyList<Measure> FanOut(string name, string what, SiloStage silo, double atLeast, bool quick)
    {
        return quick ? [Of("10k", Children, Effort.Usual)] : [Of("10k", Children, Effort.Usual), Of("100k", ManyChildren, Effort.Heavy)];

        Measure Of(string size, int children, Effort effort) => new()
        {
            Name = $"fan_out_{size}_{name}",
            Unit = "calls/s",
            Stage = silo,
            Measured = new(
                string.Create(CultureInfo.InvariantCulture, $"durable fan-out of {children:N0} children from one parent on one silo, {what}"),
                async () => children / await silo.RunAsync(CallTasks.NumberedFanOut, children, FourKeys.Launch)),
            Baseline = new("the same with raw fresh grains, nothing recorded", async () => children / await silo.RawParent.FanOutAsync(children)),
            Limit = Limit.RatioAtLeast(atLeast),
            Effort = effort,
        };
    }

    private static IReadOnlyList<Measure> OnPostgres(string server, bool quick) =>
        FanOut("postgres", "PostgreSQL", new SiloStage(new PostgresPlace(server)), 0.3, quick);

    private static IReadOnlyList<Measure> InProcess(TempFolder files)
    {
        var local = new LocalStage(new SqlitePlace(files));
        var rows = new SqliteRows(files.NextFile("rows"), SqliteSynchronous.Full);
        return
        [
            new()
            {
                Name = "fan_out_local_sqlite",
                Unit = "calls/s",
                Stage = local,
                Measured = new("durable fan-out of 50,000 children in process, SQLite", async () =>
                    LocalChildren / await local.RunAsync(CallTasks.NumberedFanOut, LocalChildren)),
                Baseline = new("as many rows of the same size in transactions of 1,000", async () =>
                    LocalChildren / await rows.InsertAsync(LocalChildren, InATransaction)),
                Limit = Limit.RatioAtLeast(0.3),
            },
            new()
            {
                Name = "child_call_local_sqlite",
                Unit = "us",
                Stage = local,
                Measured = new("durable child call in process, in sequence, SQLite, synchronous FULL", async () =>
                    await local.RunAsync(CallTasks.Sequence, Calls) * Micro / Calls),
                Baseline = new("a commit of one row of the same size", async () => await rows.InsertAsync(Calls, inATransaction: 1) * Micro / Calls),
                Limit = Limit.RatioAtMost(1.5),
            },
            new()
            {
                Name = "cache_hit_sqlite",
                Unit = "us",
                Stage = local,
                Measured = new("cache hit in process, in sequence, SQLite, synchronous FULL", async () =>
                    await local.RunAsync(CallTasks.Hits, Calls) * Micro / Calls),
                Baseline = new("durable child call that runs", async () => await local.RunAsync(CallTasks.Sequence, Calls) * Micro / Calls),
                Limit = Limit.RatioAtMost(0.2),
            },
            new()
            {
                Name = "map_memory",
                Unit = "B/item",
                Stage = local,
                Measured = new("what a map of 100,000 items, 100 at a time, keeps alive for each item at its end, in process, SQLite", async () =>
                    (await local.RunAsync(MapTasks.LiveBytes, ManyItems) - await local.RunAsync(MapTasks.LiveBytes, ManyItems / 10)) / (ManyItems * 9 / 10)),
                Limit = Limit.ValueAtMost(100),
                Effort = Effort.Heavy,
            },
        ];
    }

    private static Measure Recovery(TempFolder files)
    {
        var stage = new RecoveryStage(new SqlitePlace(files));
        return new()
        {
            Name = "recovery_10k",
            Unit = "ms",
            Stage = stage,
            Measured = new("recovery in process of a run with 10,000 recorded actions, SQLite", async () => await stage.ResumeAsync(Children) * Milli),
            Baseline = new("its first run", async () => await stage.FirstRunAsync() * Milli),
            Limit = Limit.RatioAtMost(0.5),
        };
    }

    private static IReadOnlyList<Measure> Searches(TempFolder files, bool quick)
    {
        var runs = quick ? 10_000 : 100_000;
        var actions = 10 * runs;
        var options = new SqliteRunStoreOptions { Synchronous = SqliteSynchronous.Normal, Durability = RunDurability.Relaxed };
        var stage = new SearchStage(new SqlitePlace(files, options), new SqlitePlace(files, options), runs, actions);
        return [.. Of("launch_context", "launch context", inAnyAction: false), .. Of("any_context", "any action's context", inAnyAction: true)];

        IEnumerable<Measure> Of(string name, string what, bool inAnyAction)
        {
            var few = new Side(
                string.Create(CultureInfo.InvariantCulture, $"a page of 50 of {runs:N0} runs by {what}, SQLite"), () => stage.FindAsync(inLarge: false, inAnyAction));
            var many = new Side(
                string.Create(CultureInfo.InvariantCulture, $"the same with {actions:N0} actions in the store"), () => stage.FindAsync(inLarge: true, inAnyAction));
            var measure = new Measure { Name = $"page_{name}", Unit = "ms", Stage = stage, Measured = few, Limit = Limit.ValueAtMost(20) };
            yield return measure;
            yield return measure with { Name = $"page_{name}_many", Measured = many, Baseline = few, Limit = Limit.RatioAtMost(1.2) };
        }
    }

    private static SiloStage Silo(TempFolder files, SqliteSynchronous synchronous) =>
        new(new SqlitePlace(files, new SqliteRunStoreOptions { Synchronous = synchronous }));
}
