namespace Undercurrent.Execution;

/// <summary>Bytes that are appended to and cut back. Not thread-safe.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Append(byte value) => Reserve(1)[0] = value;

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Room at the end, which counts as written.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + length)));
        }

        var room = _bytes.AsSpan(Length, length);
        Length += length;
        return room;
    }

    /// <summary>What was reserved already, to be filled in later.</summary>
    public Span<byte> At(int start, int length) => _bytes.AsSpan(start, length);

    public void CutTo(int length) => Length = length;
}
