namespace Undercurrent.Benchmarks.Stages;

/// <summary>What measures run on. It is started before the first of them and disposed of after the last in a row.</summary>
internal interface IStage : IAsyncDisposable
{
    Task StartAsync();

    /// <summary>Waits until nothing of the side before still goes on.</summary>
    Task QuietAsync();
}
