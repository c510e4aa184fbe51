using System.Net;
using Microsoft.Extensions.Logging;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Dev;

/// <summary>What <c>undercurrent dev</c> was asked for.</summary>
internal sealed record DevPlan
{
    public const int DefaultPort = 8520;

    /// <summary>The <see cref="Store"/> that keeps the record in memory.</summary>
    public const string InMemory = "memory";

    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>The SQLite file, <see cref="InMemory"/>, or null for the store's own place.</summary>
    public required string? Store { get; init; }

    public required IPAddress Address { get; init; }

    public required int Port { get; init; }

    public required string? TokensFile { get; init; }

    /// <summary>The context keys whose values are masked (rule L3).</summary>
    public required SensitiveKeys Sensitive { get; init; }

    /// <summary>The file of the key that keeps sensitive values beside the record; null keeps them nowhere.</summary>
    public required string? SensitiveValuesKey { get; init; }

    public required bool Resume { get; init; }

    public required bool Open { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <exception cref="CommandException">It is no address.</exception>
    public static IPAddress ParseAddress(string? text) => text switch
    {
        null or "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ when IPAddress.TryParse(text, out var address) => address,
        _ => throw CommandException.Usage($"--address is '{text}'; it must be an IP address of this machine, as in 127.0.0.1, or 0.0.0.0 for all of them."),
    };

    /// <exception cref="CommandException">One is no pattern.</exception>
    public static SensitiveKeys ParseSensitive(string[] patterns)
    {
        try
        {
            return SensitiveKeys.Matching(patterns);
        }
        catch (ArgumentException exception)
        {
            throw CommandException.Usage($"--sensitive: {exception.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    /// <exception cref="CommandException">It is no port.</exception>
    public static int CheckPort(int port) => port is >= 0 and <= 65535
        ? port
        : throw CommandException.Usage($"--port is {port}; it must be from 1 to 65535, or 0 for a free one.");
}
