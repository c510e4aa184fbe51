using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime.Messaging;

namespace Undercurrent.Client;

/// <summary>One attempt to reach a cluster: tries again until the limit is over, and says why when it was in vain.</summary>
internal sealed class Connecting(ClusterRunnerOptions options, TimeProvider time) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly long _started = time.GetTimestamp();
    private Exception? _cause;

    /// <exception cref="ClusterUnreachableException">Nobody answered in time, or a silo of another cluster did.</exception>
    public async Task StartAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException("The connecting was cancelled.", exception, cancellationToken);
        }
        catch (Exception exception) when (exception is OrleansException or SocketException or TimeoutException)
        {
            throw new ClusterUnreachableException(Explain(_cause ?? exception.GetBaseException()), exception);
        }
    }

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        // Between two attempts Orleans only says that it will try again, which is not why the last one failed.
        var cause = exception.GetBaseException();
        _cause = cause is ConnectionFailedException ? _cause ?? cause : cause;
        if (IsOtherCluster(_cause))
        {
            return false;
        }

        await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        return time.GetElapsedTime(_started) < options.ConnectLimit;
    }

    // Orleans has no type for it. Should its words change, the limit ends the attempts and the message still has the words.
    private static bool IsOtherCluster(Exception cause) =>
        cause is InvalidOperationException && cause.Message.Contains("cluster id", StringComparison.OrdinalIgnoreCase);

    private string Explain(Exception cause)
    {
        var gateways = string.Join(", ", options.Gateways);
        var ids = $"(cluster id '{options.ClusterId}', service id '{options.ServiceId}')";
        return IsOtherCluster(cause)
            ? $"The silo at {gateways} is of another cluster than this client {ids}; both ids must be the silo's. The last error was: {cause.Message}"
            : $"No silo answered at {gateways} within {options.ConnectLimit.TotalSeconds:0.#} seconds {ids}. "
                + "Start one: dotnet run --project src/Silo -- --tasks path/to/Library.dll. "
                + $"The address is that of a silo's gateway port (default 30000), and both ids must be the silo's. The last error was: {cause.Message}";
    }
}
