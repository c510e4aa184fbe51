namespace Undercurrent.Benchmarks.Measuring;

/// <summary>How long a round takes, which decides how many there are.</summary>
internal enum Effort
{
    /// <summary>Well under a second.</summary>
    Usual = 0,

    /// <summary>Seconds: fewer rounds.</summary>
    Heavy,

    /// <summary>Made once, while the stage was started: its figures are only fetched.</summary>
    Once,
}
