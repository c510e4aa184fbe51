using Microsoft.Extensions.Logging;
using Undercurrent.Execution;

namespace Undercurrent.Grains.Hosting;

/// <summary>Tells running bodies that the silo stops and can wait no longer.</summary>
internal sealed class StoppingSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    /// <summary>It doesn't wait for what hangs on the token, which may take as long as it wants.</summary>
    public void Set(ILogger log) => _ = _source.CancelSafelyAsync(log);

    public void Dispose() => _source.Dispose();
}
