namespace Undercurrent.Benchmarks.Measuring;

/// <summary>One side of a measure.</summary>
/// <param name="What">For people: what is timed.</param>
/// <param name="RunAsync">Runs it once, many calls, and returns the figure in the measure's unit.</param>
internal sealed record Side(string What, Func<Task<double>> RunAsync);
