using System.Net;
using System.Net.Sockets;

namespace Undercurrent.Processes;

/// <summary>Ports that nobody uses at this moment. Another program may still take one before it is used: whoever uses it tries again.</summary>
internal static class FreePorts
{
    // Below the range from which systems take the ports of outgoing connections, so that none of those gets in between.
    private const int First = 20_000;
    private const int Count = 10_000;

    private static int _last = Environment.ProcessId * 97;

    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"None of the ports from {First} to {First + Count - 1} is free.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
