using Undercurrent.Benchmarks.Stages;

namespace Undercurrent.Benchmarks.Measuring;

/// <summary>One row of the benchmarks.</summary>
internal sealed record Measure
{
    public required string Name { get; init; }

    /// <summary>The unit of both sides' figures.</summary>
    public required string Unit { get; init; }

    /// <summary>What both sides run on. Rows of one stage stand together.</summary>
    public required IStage Stage { get; init; }

    public required Side Measured { get; init; }

    /// <summary>What it is compared to in the same run; null for a figure that stands alone.</summary>
    public Side? Baseline { get; init; }

    /// <summary>Null for what is only reported.</summary>
    public Limit? Limit { get; init; }

    public Effort Effort { get; init; }
}
