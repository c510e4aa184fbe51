using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Undercurrent.Client;

/// <summary>Reads gateways written as <c>host:port</c>.</summary>
internal static class GatewayAddress
{
    public static Task<IPEndPoint[]> ResolveAsync(IReadOnlyList<string> gateways, CancellationToken cancellationToken) =>
        Task.WhenAll(gateways.Select(gateway => ResolveAsync(gateway, cancellationToken)));

    private static async Task<IPEndPoint> ResolveAsync(string gateway, CancellationToken cancellationToken)
    {
        var colon = gateway.LastIndexOf(':');
        if (colon <= 0
            || !int.TryParse(gateway.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535)
        {
            throw new FormatException($"'{gateway}' is no gateway address; it is host:port, as in localhost:30000, with a port from 1 to 65535.");
        }

        var host = gateway[..colon].Trim('[', ']');
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);

            // A silo listens on IPv4 unless told otherwise, and "localhost" is often both.
            var address = addresses.OrderBy(candidate => candidate.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).First();
            return new IPEndPoint(address, port);
        }
        catch (SocketException exception)
        {
            throw new ClusterUnreachableException($"The host '{host}' of the gateway {gateway} can't be found: {exception.Message}.", exception);
        }
    }
}
