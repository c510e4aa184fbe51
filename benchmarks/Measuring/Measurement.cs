using System.Globalization;

namespace Undercurrent.Benchmarks.Measuring;

/// <summary>What the rounds of a measure gave.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Values">The measured side's figure of each round.</param>
/// <param name="Baselines">The baseline's of the same rounds; empty without one.</param>
internal sealed record Measurement(Measure Measure, IReadOnlyList<double> Values, IReadOnlyList<double> Baselines)
{
    public double Value { get; } = Quantile(Values, 0.5);

    public double? Baseline { get; } = Baselines.Count == 0 ? null : Quantile(Baselines, 0.5);

    /// <summary>The median of the rounds' own ratios: noise that lasts longer than a round cancels out in it.</summary>
    public double? Ratio { get; } = Baselines.Count == 0 ? null : Quantile(RatiosOf(Values, Baselines), 0.5);

    /// <summary>Null without a limit.</summary>
    public bool? Met => Measure.Limit?.IsMet(Value, Ratio);

    /// <summary>For people: the figures and how far the middle half of the rounds lies apart.</summary>
    public string Summary
    {
        get
        {
            var text = $"{Values.Count} rounds, {Spread(Values)} {Measure.Unit}";
            return Baselines.Count == 0 ? text : $"{text}, baseline {Spread(Baselines)}, ratio {Spread(RatiosOf(Values, Baselines))}";
        }
    }

    private static double[] RatiosOf(IReadOnlyList<double> values, IReadOnlyList<double> baselines) =>
        [.. values.Zip(baselines, (value, baseline) => value / baseline)];

    private static string Spread(IReadOnlyList<double> values) => string.Create(
        CultureInfo.InvariantCulture, $"{Quantile(values, 0.5):G4} ({Quantile(values, 0.25):G4} to {Quantile(values, 0.75):G4})");

    private static double Quantile(IReadOnlyList<double> values, double quantile)
    {
        double[] sorted = [.. values.Order()];
        var position = quantile * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }
}
