using Undercurrent.Records;

namespace Undercurrent;

/// <summary>A runner whose launches carry further context changes; made by <c>WithRunContext</c>.</summary>
internal sealed class ContextRunner(IRunner inner, ContextChange[] changes) : IRunner
{
    public IRunRecords Records => inner.Records;

    public Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (request.Options.Source is { From: LaunchFrom.Failure })
        {
            throw new ArgumentException(
                "From a failure a run is launched with its context as it was, and this view of the runner would change it. Use the runner itself, or launch it from LaunchFrom.Start.", nameof(request));
        }

        // The view's changes come first: what the request itself says is more explicit, and the last one wins.
        var options = request.Options with { Context = [.. changes, .. request.Options.Context] };
        return inner.LaunchAsync(request with { Options = options }, cancellationToken);
    }

    public Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        inner.GetRunAsync(runId, cancellationToken);

    public Task<bool> SendSignalAsync(RunId runId, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        inner.SendSignalAsync(runId, name, json, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
