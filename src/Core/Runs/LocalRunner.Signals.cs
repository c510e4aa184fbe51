using Undercurrent.Execution;

namespace Undercurrent;

/// <content>Answers to its runs, and to those of others over the same store.</content>
public sealed partial class LocalRunner
{
    /// <inheritdoc/>
    public async Task<bool> SendSignalAsync(RunId runId, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var signal = Signals.Prepare(name, json, _launchedBy, _host.Time, _ids);
        return Signals.IsFirst(await _host.Store.SendAsync(runId, signal, cancellationToken).ConfigureAwait(false), runId, signal);
    }
}
