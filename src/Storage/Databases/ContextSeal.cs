using System.Security.Cryptography;
using System.Text;
using Undercurrent.Execution;

namespace Undercurrent.Storage.Databases;

/// <summary>
/// Keeps a launch's context, sensitive values included, so that only who has the key reads it (AES-256-GCM): a run that goes
/// on after a crash has the context that it had (rule F5), and nobody sees the values in the record (rule L3). Thread-safe.
/// </summary>
internal sealed class ContextSeal(ReadOnlyMemory<byte>? key)
{
    public const int KeySize = 32;

    /// <summary>The launch with its context sealed beside the masked one; the same without a key, or without sensitive values.</summary>
    public RunLaunch Seal(RunLaunch launch)
    {
        if (key is not { Length: KeySize } || !launch.Context.HasSensitive)
        {
            return launch;
        }

        var packed = launch.Context.Packed;
        var sealedContext = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + packed.Length];
        var (nonce, tag, cipher) = new Parts(sealedContext);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Value.Span, AesGcm.TagByteSizes.MaxSize);
        aes.Encrypt(nonce, packed, cipher, tag, Encoding.UTF8.GetBytes(launch.RunId.Value));
        return launch with { SealedContext = sealedContext };
    }

    /// <summary>The launch with the context that it had; with the masked one when there is no key, or it isn't the one that sealed it.</summary>
    public RunLaunch Open(RunLaunch launch)
    {
        if (key is not { Length: KeySize } || launch.SealedContext is not { } sealedContext || sealedContext.Length < AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize)
        {
            return launch;
        }

        var (nonce, tag, cipher) = new Parts(sealedContext);
        var packed = new byte[cipher.Length];
        try
        {
            using var aes = new AesGcm(key.Value.Span, AesGcm.TagByteSizes.MaxSize);
            aes.Decrypt(nonce, cipher, tag, packed, Encoding.UTF8.GetBytes(launch.RunId.Value));
        }
        catch (CryptographicException)
        {
            // Sealed with another key. The masked context says so to whoever runs it: see RunOwner.
            return launch;
        }

        return launch with { Context = ContextCodec.Decode(packed, launch.Context.Limits) };
    }

    /// <summary>Where nonce, tag and cipher text lie.</summary>
    private readonly ref struct Parts(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;

        public void Deconstruct(out Span<byte> nonce, out Span<byte> tag, out Span<byte> cipher)
        {
            nonce = _bytes[..AesGcm.NonceByteSizes.MaxSize];
            tag = _bytes.Slice(nonce.Length, AesGcm.TagByteSizes.MaxSize);
            cipher = _bytes[(nonce.Length + tag.Length)..];
        }
    }
}
