using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Undercurrent;

/// <summary>Makes new run ids: 48 bits of the time in milliseconds, then 80 random bits, so that they sort by time.</summary>
/// <remarks>Thread-safe. The layout is that of a ULID (https://github.com/ulid/spec).</remarks>
internal sealed class IdSource(TimeProvider time)
{
    public RunId NewRunId()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[6..]);
        var milliseconds = (UInt128)(ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        return RunId.Parse(Base32.ToText((milliseconds << 80) | (BinaryPrimitives.ReadUInt128BigEndian(bytes) & ((UInt128.One << 80) - 1))));
    }
}
