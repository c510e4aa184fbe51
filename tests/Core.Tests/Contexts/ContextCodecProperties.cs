using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

public sealed class ContextCodecProperties
{
    [Fact]
    public void Any_context_comes_back_as_it_was_with_its_origins() => Sample.Context.ShouldAll(context =>
    {
        var decoded = ContextCodec.Decode(ContextCodec.Encode(context), context.Limits);
        return decoded.Equals(context) && decoded.ToString() == context.ToString() && decoded.SizeInBytes == context.SizeInBytes
            && decoded.Entries.SequenceEqual(context.Entries) && decoded.Removed.SequenceEqual(context.Removed);
    });

    [Fact]
    public void Any_cut_off_context_is_a_FormatException() => (
        from context in Sample.Context
        let packed = context.Packed
        from length in Gen.Choose(0, packed.Length - 1)
        select packed[..length]).ShouldAll(Refuses);

    [Fact]
    public void Any_context_with_more_behind_it_is_a_FormatException() => (
        from context in Sample.Context
        from more in Bytes(1, 20)
        select (byte[])[.. context.Packed, .. more]).ShouldAll(Refuses);

    [Fact]
    public void Any_damaged_context_is_read_or_is_a_FormatException() => (
        from context in Sample.Context
        from places in Gen.Choose(0, context.Packed.Length - 1).ArrayOf(3)
        from damage in Bytes(3, 3)
        select Damaged(context.Packed, places, damage)).ShouldAll(ReadsOrRefuses);

    [Fact]
    public void Any_bytes_are_read_or_are_a_FormatException() => (
        from bytes in Bytes(0, 60)
        from first in Gen.Elements<byte>(1, 1, 1, 0, 2, 255)
        select (byte[])[first, .. bytes]).ShouldAll(ReadsOrRefuses);

    [Fact]
    public void Contexts_have_equal_hashes_exactly_when_they_are_equal() => (
        from one in Sample.Context
        from other in Sample.Context
        select (one, other)).ShouldAll(pair =>
        pair.one.ContentHash.SequenceEqual(pair.other.ContentHash) == pair.one.Equals(pair.other)
        && Reversed(pair.one).ContentHash.SequenceEqual(pair.one.ContentHash)
        && Reversed(pair.one).Equals(pair.one) && Reversed(pair.one).GetHashCode() == pair.one.GetHashCode());

    private static Gen<byte[]> Bytes(int least, int most) =>
        from length in Gen.Choose(least, most)
        from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(length)
        select bytes;

    private static byte[] Damaged(byte[] packed, int[] places, byte[] damage)
    {
        var copy = packed.ToArray();
        for (var index = 0; index < places.Length; index++)
        {
            copy[places[index]] = damage[index];
        }

        return copy;
    }

    private static CustomContext Reversed(CustomContext context) =>
        Given.Context([.. context.Reverse().Select(entry => ContextChange.Set(entry.Key, entry.Value))]);

    private static bool Refuses(byte[] packed)
    {
        Assert.Throws<FormatException>(() => ContextCodec.Decode(packed, ContextLimits.Default));
        return true;
    }

    // Any other exception than a FormatException fails the property.
    private static bool ReadsOrRefuses(byte[] packed)
    {
        try
        {
            return ContextCodec.Decode(packed, ContextLimits.Default).Count >= 0;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
