using System.Diagnostics;

namespace Undercurrent.Benchmarks.Measuring;

/// <summary>
/// The loop: rounds to warm up, which are thrown away, then rounds that count. A round is the measured side and at once
/// the baseline, so that whatever else the machine does hits both.
/// </summary>
/// <param name="WarmUp">At least this long; the runtime compiles hot code anew in the meantime.</param>
/// <param name="Length">At least this long, and at least <paramref name="Fewest"/> rounds.</param>
/// <param name="Fewest">The fewest rounds that count.</param>
internal sealed record Rounds(TimeSpan WarmUp, TimeSpan Length, int Fewest)
{
    private const int FewestToWarmUp = 3;

    public static readonly Rounds Quick = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), 11);

    public static readonly Rounds Full = new(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), 31);

    public async Task<Measurement> MeasureAsync(Measure measure, Bench bench)
    {
        await RepeatAsync(measure, bench, WarmUp, FewestToWarmUp);
        return await RepeatAsync(measure, bench, Length, Fewest);
    }

    private static async Task<Measurement> RepeatAsync(Measure measure, Bench bench, TimeSpan atLeast, int fewest)
    {
        var values = new List<double>();
        var baselines = new List<double>();
        var clock = Stopwatch.StartNew();
        while (values.Count < fewest || clock.Elapsed < atLeast)
        {
            values.Add(await RunAsync(measure.Measured, bench));
            if (measure.Baseline is { } baseline)
            {
                baselines.Add(await RunAsync(baseline, bench));
            }
        }

        return new Measurement(measure, values, baselines);
    }

    // Neither side pays for what the other left behind: its activations that still end, its young garbage.
    private static async Task<double> RunAsync(Side side, Bench bench)
    {
        await bench.QuietAsync();
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        return await side.RunAsync();
    }
}
