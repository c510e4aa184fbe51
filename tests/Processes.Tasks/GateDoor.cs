using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Undercurrent.Processes.Tasks;

/// <summary>
/// A body's side of a test's gate: a loopback port to which it says that it has started, and from which it hears when it
/// may go on. So test and body know of each other across processes, and nobody sleeps.
/// </summary>
internal static class GateDoor
{
    /// <summary>Knocks and waits to be let through.</summary>
    /// <exception cref="IOException">The test has ended.</exception>
    public static async Task PassAsync(int port, string name, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await SayAsync(client, name);
        using var answers = new StreamReader(client.GetStream());
        if (await answers.ReadLineAsync(cancellationToken) is null)
        {
            throw new IOException($"The gate was closed before '{name}' was let through.");
        }
    }

    /// <summary>Knocks and goes on.</summary>
    public static async Task TellAsync(int port, string name)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await SayAsync(client, name);
    }

    private static async Task SayAsync(TcpClient client, string name)
    {
        var knock = new Knock(name, Environment.ProcessId, TaskContext.Current.Attempt, CustomContext.Current.ToString());
        await client.GetStream().WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(knock), (byte)'\n']);
    }
}
