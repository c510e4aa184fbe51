using System.Net;

namespace Undercurrent.Web.Hosting;

/// <summary>How the web server listens and whom it lets in.</summary>
internal sealed record WebSettings
{
    /// <summary>The port when none is chosen.</summary>
    public const int DefaultPort = 8520;

    /// <summary>Where it listens; default this machine only. Beyond loopback it needs <see cref="TokensFile"/>.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The file of API tokens (<c>undercurrent token new</c>); null lets everybody in who reaches the port.</summary>
    public string? TokensFile { get; init; }

    /// <summary>
    /// The folder of the keys that sign cookies, shared by the servers behind one name; null keeps them in memory, so that a
    /// restart asks people to sign in again.
    /// </summary>
    public string? KeysFolder { get; init; }

    /// <summary>The keys that a start request's <c>baggage</c> header may set in the run's context (rule F7); default none.</summary>
    public IReadOnlyList<string> BaggageKeys { get; init; } = [];
}
