using Undercurrent.Benchmarks.Measuring;
using Undercurrent.Benchmarks.Stages;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>The rows without a durable record, in the order of the report.</summary>
internal static class Measures
{
    // How much one side of one round does: enough that its garbage is collected in its own time, short enough for many rounds.
    private const int Calls = 10_000;
    private const int LocalCalls = 50_000;
    private const int Children = 10_000;
    private const int Levels = 500;
    private const int Chains = 20;
    private const int Scopes = 100_000;
    private const int Reads = 1_000_000;

    private const double Micro = 1e6;
    private const double Nano = 1e9;

    public static IReadOnlyList<Measure> All() => [.. OnSilo(new SiloStage()), .. InProcess(new LocalStage())];

    private static IReadOnlyList<Measure> OnSilo(SiloStage silo) =>
    [
        new()
        {
            Name = "child_call_silo",
            Unit = "us",
            Stage = silo,
            Measured = new("child call on one silo, in sequence, context of 4 keys", async () =>
                await silo.RunAsync(CallTasks.Sequence, Calls, FourKeys.Launch) * Micro / Calls),
            Baseline = new("raw call to a fresh grain", async () => await silo.RawParent.SequenceAsync(Calls) * Micro / Calls),
            Limit = Limit.RatioAtMost(2.5),
        },
        new()
        {
            Name = "fan_out_silo",
            Unit = "calls/s",
            Stage = silo,
            Measured = new("fan-out of 10,000 children from one parent on one silo, context of 4 keys", async () =>
                Children / await silo.RunAsync(CallTasks.FanOut, Children, FourKeys.Launch)),
            Baseline = new("the same with raw fresh grains", async () => Children / await silo.RawParent.FanOutAsync(Children)),
            Limit = Limit.RatioAtLeast(0.4),
        },
        new()
        {
            Name = "nesting_silo",
            Unit = "us/level",
            Stage = silo,
            Measured = new("500 levels of nesting on one silo, context of 4 keys", async () =>
                await silo.RunAsync(CallTasks.Nest, Levels, Chains, FourKeys.Launch) * Micro / (Levels * Chains)),
            Baseline = new("the same with raw fresh grains", async () =>
                await silo.RawParent.NestAsync(Levels, Chains) * Micro / (Levels * Chains)),
            Limit = Limit.RatioAtMost(2.5),
        },
        new()
        {
            Name = "context_silo",
            Unit = "us",
            Stage = silo,
            Measured = new("child call on one silo, context of 4 keys", async () =>
                await silo.RunAsync(CallTasks.Sequence, Calls, FourKeys.Launch) * Micro / Calls),
            Baseline = new("the same without context", async () =>
                await silo.RunAsync(CallTasks.Sequence, Calls, new RunOptions()) * Micro / Calls),
            Limit = Limit.RatioAtMost(1.15),
        },
    ];

    private static IReadOnlyList<Measure> InProcess(LocalStage local) =>
    [
        new()
        {
            Name = "child_call_local",
            Unit = "us",
            Stage = local,
            Measured = new("child call in process, in sequence, context of 4 keys", async () =>
                await local.RunAsync(CallTasks.Sequence, LocalCalls) * Micro / LocalCalls),
            Baseline = new("a plain async call through Task.Run", async () => await PlainCalls.SequenceAsync(LocalCalls) * Micro / LocalCalls),
            Limit = Limit.ValueAtMost(5),
        },
        new()
        {
            Name = "scope",
            Unit = "ns",
            Stage = local,
            Measured = new("scope opened and closed, one of 4 keys overridden", async () =>
                await local.RunAsync(ContextTasks.Scopes, Scopes) * Nano),
            Limit = Limit.ValueAtMost(300),
        },
        new()
        {
            Name = "scope_allocated",
            Unit = "B",
            Stage = local,
            Measured = new("bytes allocated by such a scope", () => local.RunAsync(ContextTasks.ScopeBytes, Scopes)),
        },
        new()
        {
            Name = "read_key",
            Unit = "ns",
            Stage = local,
            Measured = new("reading a key of the current context of 4", async () =>
                await local.RunAsync(ContextTasks.Reads, Reads) * Nano),
            Baseline = new("a dictionary look-up", async () => await local.RunAsync(ContextTasks.LookUps, Reads) * Nano),
            Limit = Limit.RatioAtMost(3),
        },
    ];
}
