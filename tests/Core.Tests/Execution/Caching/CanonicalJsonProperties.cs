using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution.Caching;

public sealed class CanonicalJsonProperties
{
    [Fact]
    public void Any_two_ways_to_write_a_value_have_one_text() => (
        from written in SampleJson.Seeded
        from otherSeed in Gen.Choose(0, 1_000_000)
        select (one: SampleJson.Write(written.Value, written.Seed), other: SampleJson.Write(written.Value, otherSeed)))
        .ShouldAll(pair => Of(pair.one) == Of(pair.other));

    [Fact]
    public void Any_two_values_have_one_text_exactly_when_they_are_equal() => (
        from one in SampleJson.Seeded
        from other in SampleJson.Seeded
        select (one: SampleJson.Write(one.Value, one.Seed), other: SampleJson.Write(other.Value, other.Seed)))
        .ShouldAll(pair => (Of(pair.one) == Of(pair.other)) == AreEqual(pair.one, pair.other));

    [Fact]
    public void Any_two_numbers_have_one_text_exactly_when_they_are_equal() => (
        from one in SampleJson.Numbers
        from other in SampleJson.Numbers
        from seed in Gen.Choose(0, 1_000_000)
        select (one: SampleJson.Write(one, seed), other: SampleJson.Write(other, seed + 1)))
        .ShouldAll(pair => (Of(pair.one) == Of(pair.other)) == AreEqual(pair.one, pair.other));

    [Fact]
    public void Any_text_is_JSON_of_the_same_value_and_its_own_text() => (
        from written in SampleJson.Seeded select SampleJson.Write(written.Value, written.Seed))
        .ShouldAll(written => AreEqual(written, Of(written)) && Of(Of(written)) == Of(written));

    private static string Of(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));

    // The framework compares numbers by their value, of any size, and objects whatever their order.
    private static bool AreEqual(string one, string other) =>
        JsonElement.DeepEquals(JsonDocument.Parse(one).RootElement, JsonDocument.Parse(other).RootElement);
}
