namespace Undercurrent.Conformance;

/// <summary>A task class whose constructor asks for what nobody registered.</summary>
public sealed class NeedsUnknownTask(OrderRefusedException unknown) : ITask<string>
{
    public Task<string> RunAsync() => Task.FromResult(unknown.Message);
}
