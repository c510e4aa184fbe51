using System.Net.Sockets;
using Undercurrent.Processes.Tasks;

namespace Undercurrent.Processes;

/// <summary>A body that waits at a gate.</summary>
internal sealed class Visit(Knock knock, TcpClient client)
{
    public string Name => knock.Name;

    public int Attempt => knock.Attempt;

    /// <summary>The custom context that it sees, as text.</summary>
    public string Context => knock.Context;

    public bool IsOn(SiloProcess silo) => knock.ProcessId == silo.ProcessId;

    /// <summary>Lets it go on.</summary>
    public async Task LetGoOnAsync() => await client.GetStream().WriteAsync("go on\n"u8.ToArray());
}
