using System.Diagnostics;
using Undercurrent.Records;

namespace Undercurrent.Web.Support;

/// <summary>A runner that notes in which span it was asked to launch.</summary>
internal sealed class NotingRunner(IRunner inner) : IRunner
{
    public string? TraceParent { get; private set; }

    public IRunRecords Records => inner.Records;

    public Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        TraceParent = Activity.Current?.Id;
        return inner.LaunchAsync(request, cancellationToken);
    }

    public Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) => inner.GetRunAsync(runId, cancellationToken);

    public Task<bool> SendSignalAsync(RunId runId, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        inner.SendSignalAsync(runId, name, json, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
