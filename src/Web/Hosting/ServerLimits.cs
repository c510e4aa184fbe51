using Microsoft.AspNetCore.Server.Kestrel.Core;
using Undercurrent.Web.Api;

namespace Undercurrent.Web.Hosting;

/// <summary>What the server takes of whoever connects, before anything of this product is asked.</summary>
internal static class ServerLimits
{
    // Each page that is open holds a connection for its events.
    private const int MaxConnections = 2000;

    public static void Apply(KestrelServerOptions kestrel, WebSettings settings, WebBackend backend)
    {
        kestrel.Listen(settings.Address, settings.Port);
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestLineSize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);

        // The largest of all routes; each has its own below that.
        limits.MaxRequestBodySize = Math.Max(BodyLimit.Default.Bytes, backend.MaxPayloadBytes + (long)BodyLimit.Overhead);
    }
}
