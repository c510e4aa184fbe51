namespace Undercurrent.Benchmarks.Raw;

/// <summary>The baseline's child: called once under a fresh key, then gone, as an action's attempt is.</summary>
[Alias("benchmarks.child")]
internal interface IRawChildGrain : IGrainWithStringKey
{
    /// <summary>Answers with what it got.</summary>
    [Alias("answer")]
    Task<RawPayload> AnswerAsync(RawPayload payload);

    /// <summary>Calls a fresh child until <paramref name="levels"/> is 1 and returns how many levels there were.</summary>
    [Alias("nest")]
    Task<int> NestAsync(int levels);
}
