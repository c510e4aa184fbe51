using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Undercurrent.Records;

/// <summary>The key of a cached result: 256 bits, see <see cref="Execution.CacheKeys"/>. An immutable value.</summary>
internal readonly record struct CacheKey(UInt128 High, UInt128 Low)
{
    public const int Length = 32;

    public static CacheKey Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Read(hash);
    }

    public static CacheKey Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static CacheKey Parse(string text) => Read(Convert.FromHexString(text));

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());

    // A hash already.
    public override int GetHashCode() => Low.GetHashCode();
}
