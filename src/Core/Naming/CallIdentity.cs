using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Undercurrent;

/// <summary>
/// Computes action ids (rule N2): the first 128 bits of SHA-256 over parent, task, inputs and context, and an ordinal
/// among equal calls of the same parent. Two calls that differ in one of these never swap names, however they interleave;
/// equal calls are interchangeable.
/// </summary>
/// <remarks>Thread-safe: the branches of a body may call at once. One instance for each action.</remarks>
internal sealed class CallIdentity(ActionId parent)
{
    private const int HeaderSize = 16 + 4 + 32 + 32 + 4;
    private const int InlineInputs = 1024;

    private readonly Dictionary<UInt128, int> _ordinals = [];

    public ActionId Next(string task, ReadOnlySpan<byte> inputs, CustomContext context)
    {
        var hash = Fingerprint(parent, task, inputs, context);
        lock (_ordinals)
        {
            var ordinal = _ordinals.GetValueOrDefault(hash);
            _ordinals[hash] = ordinal + 1;
            return new ActionId(hash, ordinal);
        }
    }

    private static UInt128 Fingerprint(ActionId parent, string task, ReadOnlySpan<byte> inputs, CustomContext context)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        if (inputs.Length > InlineInputs)
        {
            SHA256.HashData(inputs, digest);
        }

        var hashed = inputs.Length > InlineInputs;
        var taskLength = Encoding.UTF8.GetByteCount(task);
        var length = HeaderSize + taskLength + (hashed ? 0 : inputs.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var buffer = rented.AsSpan(0, length);
        BinaryPrimitives.WriteUInt128LittleEndian(buffer, parent.Hash);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[16..], parent.Ordinal);
        context.ContentHash.CopyTo(buffer[20..]);
        digest.CopyTo(buffer[52..]);
        if (!hashed)
        {
            buffer[52..84].Clear();
        }

        BinaryPrimitives.WriteInt32LittleEndian(buffer[84..], taskLength);
        Encoding.UTF8.GetBytes(task, buffer[HeaderSize..]);
        if (!hashed)
        {
            inputs.CopyTo(buffer[(HeaderSize + taskLength)..]);
        }

        SHA256.HashData(buffer, digest);
        ArrayPool<byte>.Shared.Return(rented);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
