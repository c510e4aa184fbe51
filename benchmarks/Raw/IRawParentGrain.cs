namespace Undercurrent.Benchmarks.Raw;

/// <summary>The baseline's parent. Each method takes the time inside itself and returns it in seconds.</summary>
[Alias("benchmarks.parent")]
internal interface IRawParentGrain : IGrainWithIntegerKey
{
    /// <summary>Calls fresh children one after the other.</summary>
    [Alias("sequence")]
    Task<double> SequenceAsync(int calls);

    /// <summary>Calls fresh children all at once.</summary>
    [Alias("fanout")]
    Task<double> FanOutAsync(int calls);

    /// <summary>Calls a chain of fresh children, <paramref name="times"/> times one after the other.</summary>
    [Alias("nest")]
    Task<double> NestAsync(int levels, int times);
}
