using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Undercurrent.Storage.Postgres;

namespace Undercurrent.Silo;

/// <summary>Reads where this silo and the others find each other.</summary>
internal static class ClusterSettingsReader
{
    /// <summary>The silo that keeps the membership; null when this is it, or none does.</summary>
    public static IPEndPoint? Primary(SettingValues values, ClusterKind cluster)
    {
        if (values["Primary"] is not { } text)
        {
            return null;
        }

        if (cluster == ClusterKind.Postgres)
        {
            values.Refuse("Primary has no use with Cluster 'postgres': the database keeps the membership, and no silo is the first. Leave it out.");
            return null;
        }

        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon] : "";
        var address = host is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var parsed) ? parsed : null;
        if (address is null || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            values.Refuse($"Primary is '{text}'; it must be an address and the silo port of the first silo, as in localhost:11111.");
            return null;
        }

        if (!IPAddress.IsLoopback(address))
        {
            values.Refuse($"Primary is '{text}'; it must be on localhost, as in localhost:{port}: silos of several machines find each other in PostgreSQL, with Cluster 'postgres'.");
        }

        // Where silos of this machine listen, by whichever of its loopback addresses they are named.
        return new IPEndPoint(IPAddress.Loopback, port);
    }

    /// <summary>Where other silos and clients reach this one. A name is resolved here, once.</summary>
    public static IPAddress Address(SettingValues values, IPEndPoint? primary)
    {
        if (values["Address"] is not { } text)
        {
            return IPAddress.Loopback;
        }

        if (Resolve(text) is not { } address || IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address))
        {
            values.Refuse($"Address is '{text}'; it must be the address under which others reach this machine, as in 10.0.0.5, or a name that resolves to it (and not to a loopback address).");
            return IPAddress.Loopback;
        }

        if (primary is not null && !IPAddress.IsLoopback(address))
        {
            values.Refuse($"Address is '{text}' although Primary is given: a cluster with a first silo is on this machine only. Leave Address out, or use Cluster 'postgres'.");
        }

        return address;
    }

    /// <summary>The database of cluster or store; null when neither needs one.</summary>
    public static string? Connection(SettingValues values, ClusterKind cluster, StoreKind store)
    {
        var needed = cluster == ClusterKind.Postgres || store == StoreKind.Postgres;
        var isKnown = !values.IsUnknown("Cluster") && !values.IsUnknown("Store");
        switch (values["Connection"])
        {
            case null or "" when needed && values.IsWhole:
                values.Refuse($"Connection is missing, and {(cluster == ClusterKind.Postgres ? "Cluster" : "Store")} is 'postgres': "
                    + "--connection \"Host=…;Database=…;Username=…;Password=…\", or UNDERCURRENT_Connection in the environment.");
                return null;
            case { Length: > 0 } text when needed:
                if (PostgresName.Parse(text, out var error) is null)
                {
                    values.Refuse($"Connection: {error}");
                }

                return text;
            case { } when isKnown && !needed:
                values.Refuse("Connection has no use: neither Cluster nor Store is 'postgres'. Leave it out, or set one of them.");
                return null;
            default:
                return null;
        }
    }

    private static IPAddress? Resolve(string text)
    {
        if (IPAddress.TryParse(text, out var address) || string.IsNullOrWhiteSpace(text))
        {
            return address;
        }

        try
        {
            // Many machines know their own name as a loopback address, under which nobody else reaches them.
            var isLocal = text is "localhost";
            var found = Dns.GetHostAddresses(text).Where(one => isLocal || !IPAddress.IsLoopback(one)).ToArray();
            return found.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? found.FirstOrDefault();
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return null;
        }
    }
}
