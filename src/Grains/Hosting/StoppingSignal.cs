using Microsoft.Extensions.Logging;
using Undercurrent.Execution;

namespace Undercurrent.Grains.Hosting;

/// <summary>Tells running bodies that the silo stops and can wait no longer.</summary>
internal sealed class StoppingSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    public Task SetAsync(ILogger log) => _source.CancelSafelyAsync(log);

    public void Dispose() => _source.Dispose();
}
