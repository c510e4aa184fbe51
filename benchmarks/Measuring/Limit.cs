using System.Globalization;

namespace Undercurrent.Benchmarks.Measuring;

/// <summary>What a measure has to meet.</summary>
internal sealed record Limit
{
    private readonly bool _onRatio;
    private readonly bool _atLeast;
    private readonly double _bound;

    private Limit(bool onRatio, bool atLeast, double bound) => (_onRatio, _atLeast, _bound) = (onRatio, atLeast, bound);

    public static Limit RatioAtMost(double bound) => new(onRatio: true, atLeast: false, bound);

    public static Limit RatioAtLeast(double bound) => new(onRatio: true, atLeast: true, bound);

    public static Limit ValueAtMost(double bound) => new(onRatio: false, atLeast: false, bound);

    public bool IsMet(double value, double? ratio)
    {
        var actual = _onRatio ? ratio!.Value : value;
        return _atLeast ? actual >= _bound : actual <= _bound;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(_onRatio ? "ratio" : "value")} {(_atLeast ? ">=" : "<=")} {_bound}");
}
