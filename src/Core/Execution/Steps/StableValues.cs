using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Undercurrent.Execution;

/// <summary>
/// The random numbers and new ids of one body: the same each time that it runs again because of a crash, others for each try
/// and each run. Nothing of them is recorded, since they follow from run, action and attempts. Thread-safe.
/// </summary>
/// <remarks>
/// The seeds are SHA-256 over <c>undercurrent/random</c> or <c>undercurrent/ids</c>, the run's id, the action's id and the
/// attempts of it and its ancestors (<see cref="AncestorAttempts.Below"/>), one to a line, in UTF-8.
/// </remarks>
internal sealed class StableValues(string seed)
{
    private readonly StableRandom _ids = new(SeedOf("ids", seed));

    public StableRandom Random { get; } = new(SeedOf("random", seed));

    public static StableValues Of(ActionCall call) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{call.RunId}\n{call.ActionId}\n{AncestorAttempts.Below(call)}"));

    /// <summary>Version 4 of RFC 9562: 122 bits drawn.</summary>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_ids)
        {
            _ids.NextBytes(bytes);
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static byte[] SeedOf(string what, string seed) => SHA256.HashData(Encoding.UTF8.GetBytes($"undercurrent/{what}\n{seed}"));
}
