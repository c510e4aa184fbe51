using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Undercurrent.Web.Hosting;

/// <summary>The port of a web server, taken before there is one: nobody else gets it, and who calls meanwhile waits for the server.</summary>
internal sealed class WebPort : IDisposable
{
    private readonly Socket _socket;

    private WebPort(WebSettings settings, Socket socket) => (Settings, _socket) = (settings, socket);

    public WebSettings Settings { get; }

    /// <summary>The port itself, also where any free one was asked for.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <exception cref="SocketException">The port is taken, or the address isn't this machine's.</exception>
    /// <exception cref="WebStartException">It would let in whom it should not, or the settings are wrong.</exception>
    public static WebPort Take(WebSettings settings)
    {
        WebStartCheck.Run(settings);
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(settings.Address, settings.Port));
        try
        {
            // Two sockets may be bound to one port as long as neither listens.
            socket.Listen();
            return new WebPort(settings, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Lets a server use it, which closes it when it stops.</summary>
    public void GiveTo(IWebHostBuilder host) => host.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => _socket);

    /// <summary>Gives it up; of a server that stopped it is already.</summary>
    public void Dispose() => _socket.Dispose();
}
