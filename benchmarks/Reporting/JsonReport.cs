using System.Text.Encodings.Web;
using System.Text.Json;
using Undercurrent.Benchmarks.Measuring;

namespace Undercurrent.Benchmarks.Reporting;

/// <summary>One JSON object a line. What a measure doesn't have is null: baseline and ratio, limit and met.</summary>
internal sealed class JsonReport(TextWriter output) : IReport
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Begin()
    {
    }

    public void Add(Measurement result)
    {
        var line = new
        {
            name = result.Measure.Name,
            value = Rounded.ToDigits(result.Value),
            unit = result.Measure.Unit,
            baseline = Rounded.ToDigits(result.Baseline),
            ratio = Rounded.ToDigits(result.Ratio),
            limit = result.Measure.Limit?.ToString(),
            met = result.Met,
        };
        output.WriteLine(JsonSerializer.Serialize(line, Plain));
        output.Flush();
    }
}
