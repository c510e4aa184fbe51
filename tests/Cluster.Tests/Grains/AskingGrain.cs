namespace Undercurrent.Cluster.Tests.Grains;

internal sealed class AskingGrain : Grain, IAskingGrain
{
    public Task<bool> HasTaskContextAsync() => Task.FromResult(TaskContext.HasCurrent);
}
