using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

public sealed class ContextCodecTests
{
    [Fact]
    public void Empty_context_is_a_few_bytes() => Assert.Equal([1, 0, 0, 0], CustomContext.Empty.Packed);

    [Fact]
    public void Origin_that_several_keys_share_is_written_once()
    {
        var two = Given.Context(("a", "1"), ("b", "2")).Packed.Length;
        var three = Given.Context(("a", "1"), ("b", "2"), ("c", "3")).Packed.Length;

        // Length and text of key and value, the origin's number, nothing overridden.
        Assert.Equal(6, three - two);
    }

    [Fact]
    public void Other_version_is_refused_and_says_what_to_do()
    {
        var error = Assert.Throws<FormatException>(() => ContextCodec.Decode([9, 0, 0, 0], ContextLimits.Default));

        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("same product version everywhere", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07 })]
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 1, 0, 1, 1, 97, 1, 98, 5, 0, 0 })]
    public void Damaged_count_or_reference_is_refused_without_reserving_memory_for_it(byte[] packed) =>
        Assert.Throws<FormatException>(() => ContextCodec.Decode(packed, ContextLimits.Default));

    [Fact]
    public void Scope_with_a_line_that_cannot_be_is_still_carried()
    {
        using (CustomContext.BeginScope(("key", "x"), "Odd.cs", -1))
        {
            Assert.Equal("x", ContextCodec.Decode(CustomContext.Current.Packed, ContextLimits.Default)["key"]);
        }
    }

    [Fact]
    public void Hash_tells_where_a_key_ends_and_its_value_begins() =>
        Assert.NotEqual(Given.Context(("ab", "c")).ContentHash, Given.Context(("a", "bc")).ContentHash);
}
