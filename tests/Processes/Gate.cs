using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using Undercurrent.Processes.Tasks;

namespace Undercurrent.Processes;

/// <summary>
/// A loopback port at which bodies in other processes say that they have started, and wait until the test lets them go
/// on. At its disposal every body that still waits is cut off.
/// </summary>
internal sealed class Gate : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly Channel<Visit> _visits = Channel.CreateUnbounded<Visit>();

    public Gate()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next body that comes to the gate.</summary>
    public Task<Visit> NextAsync(string who) => _visits.Reader.ReadAsync(_closed.Token).AsTask().Soon($"{who} at the gate");

    /// <summary>The next so many, in the order in which they come.</summary>
    public async Task<IReadOnlyList<Visit>> NextAsync(int count, string who)
    {
        var visits = new List<Visit>();
        while (visits.Count < count)
        {
            visits.Add(await NextAsync($"{who} ({visits.Count} of {count} came)"));
        }

        return visits;
    }

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                _ = WelcomeAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Closed, or a visitor that was killed on its way.
            }
        }
    }

    private async Task WelcomeAsync(TcpClient client)
    {
        _ = _closed.Token.UnsafeRegister(static client => ((TcpClient)client!).Dispose(), client);
        try
        {
            using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
            if (await reader.ReadLineAsync(_closed.Token) is { } line)
            {
                _visits.Writer.TryWrite(new Visit(JsonSerializer.Deserialize<Knock>(line)!, client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Closed, or its process was killed.
        }
    }
}
