namespace Undercurrent.Conformance;

/// <summary>A scoped service: one for each attempt. It opens a gate when it is disposed.</summary>
public sealed class AttemptScope : IDisposable
{
    public string Id { get; } = Gate.NewId();

    public void Dispose() => Gate.Of(Id).Open();
}
