using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Undercurrent.Web.Access;

/// <summary>The text of tokens: <c>uc_</c> and 43 characters that stand for 32 random bytes. Only its hash is kept.</summary>
internal static class TokenText
{
    /// <summary>By it, scanners for secrets tell what they found.</summary>
    public const string Prefix = "uc_";

    public const string HashPrefix = "sha256:";

    private const int Bytes = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    // No longer text is hashed for whoever sends one.
    private const int MaxLength = 256;

    /// <summary>A new token.</summary>
    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What a tokens file has of it. A plain hash will do: nobody guesses 32 random bytes.</summary>
    public static string HashOf(string token) => HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The hash of what a request shows; null for what can't be a token.</summary>
    public static byte[]? HashBytesOf(string token) =>
        token.Length <= MaxLength && token.StartsWith(Prefix, StringComparison.Ordinal) ? Encoding.ASCII.GetBytes(HashOf(token)) : null;

    /// <summary>Whether it has the form of a hash.</summary>
    public static bool IsHash(string text) =>
        text.Length == HashPrefix.Length + (SHA256.HashSizeInBytes * 2)
        && text.StartsWith(HashPrefix, StringComparison.Ordinal)
        && text.AsSpan(HashPrefix.Length).IndexOfAnyExcept(Digits) < 0;

    /// <summary>As it may be shown: its beginning.</summary>
    public static string Shown(string token) => token.Length <= Prefix.Length + 4
        ? "***"
        : string.Concat(new string([.. token.AsSpan(0, Prefix.Length + 4).ToArray().Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '?')]), "…");
}
