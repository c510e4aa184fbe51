using System.Globalization;
using Undercurrent.Benchmarks.Measuring;

namespace Undercurrent.Benchmarks.Reporting;

/// <summary>A table for people.</summary>
internal sealed class TableReport(TextWriter output) : IReport
{
    public void Begin() => Line("measure", "value", "unit", "baseline", "ratio", "limit", "met");

    public void Add(Measurement result) => Line(
        result.Measure.Name,
        Text(result.Value),
        result.Measure.Unit,
        Text(result.Baseline),
        Text(result.Ratio),
        result.Measure.Limit?.ToString() ?? "-",
        result.Met switch { true => "yes", false => "NO", null => "-" });

    private static string Text(double? value) => Rounded.ToDigits(value)?.ToString("#,0.####", CultureInfo.InvariantCulture) ?? "-";

    private void Line(string name, string value, string unit, string baseline, string ratio, string limit, string met)
    {
        output.WriteLine($"{name,-24} {value,12} {unit,-8} {baseline,12} {ratio,8}  {limit,-14} {met}");
        output.Flush();
    }
}
