using System.Diagnostics;

namespace Undercurrent.Benchmarks.Measuring;

/// <summary>
/// The loop: rounds to warm up, which are thrown away, then rounds that count. A round is the measured side and at once
/// the baseline, so that whatever else the machine does hits both.
/// </summary>
/// <param name="WarmUp">At least this long; the runtime compiles hot code anew in the meantime.</param>
/// <param name="FewestToWarmUp">The fewest rounds that are thrown away.</param>
/// <param name="Length">At least this long, and at least <paramref name="Fewest"/> rounds.</param>
/// <param name="Fewest">The fewest rounds that count.</param>
internal sealed record Rounds(TimeSpan WarmUp, int FewestToWarmUp, TimeSpan Length, int Fewest)
{
    private static readonly Rounds Quick = new(TimeSpan.FromSeconds(2), 3, TimeSpan.FromSeconds(5), 11);

    private static readonly Rounds Full = new(TimeSpan.FromSeconds(6), 3, TimeSpan.FromSeconds(30), 31);

    private static readonly Rounds Few = new(TimeSpan.FromSeconds(2), 2, TimeSpan.FromSeconds(5), 7);

    private static readonly Rounds One = new(TimeSpan.Zero, 0, TimeSpan.Zero, 1);

    public static Rounds Of(Effort effort, bool quick) => effort switch
    {
        Effort.Once => One,
        Effort.Heavy => Few,
        _ => quick ? Quick : Full,
    };

    public async Task<Measurement> MeasureAsync(Measure measure)
    {
        if (FewestToWarmUp > 0)
        {
            await RepeatAsync(measure, WarmUp, FewestToWarmUp);
        }

        return await RepeatAsync(measure, Length, Fewest);
    }

    private static async Task<Measurement> RepeatAsync(Measure measure, TimeSpan atLeast, int fewest)
    {
        var values = new List<double>();
        var baselines = new List<double>();
        var clock = Stopwatch.StartNew();
        while (values.Count < fewest || clock.Elapsed < atLeast)
        {
            values.Add(await RunAsync(measure, measure.Measured));
            if (measure.Baseline is { } baseline)
            {
                baselines.Add(await RunAsync(measure, baseline));
            }
        }

        return new Measurement(measure, values, baselines);
    }

    // Neither side pays for what the other left behind: its activations that still end, its young garbage.
    private static async Task<double> RunAsync(Measure measure, Side side)
    {
        await measure.Stage.QuietAsync();
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        return await side.RunAsync();
    }
}
