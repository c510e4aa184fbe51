namespace Undercurrent.Conformance;

/// <summary>Reads the context through a service that was injected.</summary>
public sealed class ReaderTask(IContextReader reader) : ITask<string>
{
    public Task<string> RunAsync() => reader.ReadAsync();
}
