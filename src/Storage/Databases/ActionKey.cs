using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Undercurrent.Storage.Databases;

/// <summary>
/// An action id as bytes that sort as its text does: 16 of the hash, then for the second and later of equal calls the
/// ordinal's digits. No bytes stand for no action, above the root.
/// </summary>
internal static class ActionKey
{
    public const int MaxLength = 16 + 10;

    public static int Write(ActionId id, Span<byte> key)
    {
        BinaryPrimitives.WriteUInt128BigEndian(key, id.Hash);
        if (id.Ordinal == 0)
        {
            return 16;
        }

        id.Ordinal.TryFormat(key[16..], out var digits, provider: CultureInfo.InvariantCulture);
        return 16 + digits;
    }

    public static byte[] Of(ActionId id)
    {
        Span<byte> key = stackalloc byte[MaxLength];
        return key[..Write(id, key)].ToArray();
    }

    public static byte[] Of(ActionId? id) => id is { } some ? Of(some) : [];

    public static ActionId Read(ReadOnlySpan<byte> key) => new(
        BinaryPrimitives.ReadUInt128BigEndian(key),
        key.Length == 16 ? 0 : int.Parse(Encoding.ASCII.GetString(key[16..]), CultureInfo.InvariantCulture));
}
