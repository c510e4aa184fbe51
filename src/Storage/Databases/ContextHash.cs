using System.Security.Cryptography;

namespace Undercurrent.Storage.Databases;

/// <summary>Under which key a context is stored once in a run.</summary>
internal static class ContextHash
{
    public const int Length = 16;

    public static byte[] Of(CustomContext context)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(context.Packed, hash);
        return hash[..Length].ToArray();
    }
}
