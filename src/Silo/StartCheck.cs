using System.Net;
using System.Net.Sockets;

namespace Undercurrent.Silo;

/// <summary>What must hold before a silo is started, and would otherwise show itself late or not at all.</summary>
internal static class StartCheck
{
    private static readonly TimeSpan PrimaryLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PrimaryPause = TimeSpan.FromMilliseconds(250);

    /// <summary>A sentence on what is wrong, or null.</summary>
    public static async Task<string?> FindProblemAsync(SiloSettings settings, TimeProvider time, CancellationToken cancellationToken) =>
        PortInUse("silo", settings.ListenAddress, settings.SiloPort)
        ?? PortInUse("gateway", settings.ListenAddress, settings.GatewayPort)
        ?? (settings.HealthPort is { } health ? PortInUse("health", settings.ListenAddress, health) : null)
        ?? (settings.Http is { } http ? PortInUse("HTTP", http.Address, http.Port) : null)
        ?? (settings.Primary is { } primary ? await PrimaryAwayAsync(primary, time, cancellationToken) : null);

    // Orleans shares its ports (SO_REUSEPORT): two silos with the same ones would both start, each with half of the calls.
    private static string? PortInUse(string what, IPAddress address, int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return $"{exception.Message}: the {what} port {port}.";
        }
    }

    // Without its primary a silo waits for ever, and can't be stopped meanwhile.
    private static async Task<string?> PrimaryAwayAsync(IPEndPoint primary, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(primary, cancellationToken);
                return null;
            }
            catch (SocketException exception) when (time.GetElapsedTime(started) >= PrimaryLimit)
            {
                return $"No silo answers at {primary} ({exception.Message}). Start the first silo of the cluster without --primary, or correct the port.";
            }
            catch (SocketException)
            {
                await Task.Delay(PrimaryPause, time, cancellationToken);
            }
        }
    }
}
