using System.Buffers.Binary;
using System.Numerics;

namespace Undercurrent.Execution;

/// <summary>
/// xoshiro256** (D. Blackman, S. Vigna, https://prng.di.unimi.it/xoshiro256starstar.c), so that a seed gives the same values
/// for all time: those of a seeded <see cref="Random"/> are .NET's to change. For anything but secrets. Thread-safe.
/// </summary>
/// <remarks>
/// Whole numbers in a range: the high half of a draw times the range, drawn again where that would favour some (D. Lemire,
/// https://arxiv.org/abs/1805.10941). Fractions: the upper 53 or 24 bits. Bytes: draws from their lowest byte up.
/// </remarks>
internal sealed class StableRandom : Random
{
    private readonly Lock _gate = new();
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <param name="seed">32 bytes, not all of them zero.</param>
    public StableRandom(ReadOnlySpan<byte> seed)
        : base(0)
    {
        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(seed);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(seed[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(seed[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(seed[24..]);
    }

    public ulong Draw()
    {
        lock (_gate)
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    public override int Next() => (int)Below(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)Below((ulong)maxValue);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)Below((ulong)((long)maxValue - minValue)));
    }

    public override long NextInt64() => (long)Below(long.MaxValue);

    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (long)((ulong)minValue + Below((ulong)maxValue - (ulong)minValue));
    }

    public override double NextDouble() => (Draw() >> 11) * (1.0 / (1UL << 53));

    public override float NextSingle() => (Draw() >> 40) * (1.0f / (1UL << 24));

    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> drawn = stackalloc byte[8];
        while (!buffer.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(drawn, Draw());
            var count = Math.Min(buffer.Length, drawn.Length);
            drawn[..count].CopyTo(buffer);
            buffer = buffer[count..];
        }
    }

    protected override double Sample() => NextDouble();

    // Zero when there is no room; it draws all the same, as for any other range.
    private ulong Below(ulong range)
    {
        var high = Math.BigMul(Draw(), range, out var low);
        if (low < range)
        {
            for (var favoured = (0 - range) % range; low < favoured;)
            {
                high = Math.BigMul(Draw(), range, out low);
            }
        }

        return high;
    }
}
