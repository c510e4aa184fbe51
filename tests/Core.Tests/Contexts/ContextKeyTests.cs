using System.Globalization;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

public sealed class ContextKeyTests
{
    [Fact]
    public void Numbers_come_back_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            AssertComesBack(-1.5, "-1.5");
            AssertComesBack(double.MaxValue, "1.7976931348623157E+308");
            AssertComesBack(1234567.89m, "1234567.89");
            AssertComesBack(long.MinValue, "-9223372036854775808");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Other_values_come_back_as_they_were()
    {
        AssertComesBack(true, "True");
        AssertComesBack("text with a \t tab", "text with a \t tab");
        AssertComesBack('x', "x");
        AssertComesBack(TimeSpan.FromMilliseconds(90_061_001), "1.01:01:01.0010000");
        AssertComesBack(new Guid("6F9619FF-8B86-D011-B42D-00CF4FC964FF"), "6f9619ff-8b86-d011-b42d-00cf4fc964ff");
        AssertComesBack(RunId.Parse("a-run"), "a-run");
    }

    [Fact]
    public void Dates_and_times_come_back_to_the_tick_and_with_their_offset()
    {
        AssertComesBack(new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(5.5)).AddTicks(1), "2026-03-29T02:30:00.0000001+05:30");
        AssertComesBack(new DateOnly(2026, 3, 29), "2026-03-29");
        AssertComesBack(new TimeOnly(23, 59, 59, 999), "23:59:59.9990000");
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Local)]
    public void DateTime_comes_back_with_its_kind(DateTimeKind kind)
    {
        var key = new ContextKey<DateTime>("at");
        var value = new DateTime(2026, 3, 29, 12, 30, 0, kind);
        var context = Given.Context(key.To(value));

        Assert.Equal((value, kind), (key.Get(context), key.Get(context).Kind));
        Assert.True(key.TryGet(context, out var tried));
        Assert.Equal((value, kind), (tried, tried.Kind));
        Assert.False(key.TryGet(Given.Context(("at", "soon")), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("thirty")]
    [InlineData("1,5")]
    [InlineData("99999999999")]
    public void Value_that_is_no_number_is_an_error_that_names_key_value_type_and_who_set_it(string value)
    {
        var key = new ContextKey<int>("timeout_seconds");
        var context = Given.Context(("timeout_seconds", value));

        var error = Assert.Throws<ContextValueFormatException>(() => key.Get(context));

        Assert.Equal("timeout_seconds", error.Key);
        Assert.Contains($"'timeout_seconds' has the value '{value}', which is no Int32. It was set by a run launch by ada.", error.Message, StringComparison.Ordinal);
        Assert.False(key.TryGet(context, out _));
    }

    [Fact]
    public void Key_reads_the_current_context()
    {
        var key = new ContextKey<int>("timeout_seconds");
        using (CustomContext.BeginScope(key.To(30)))
        {
            Assert.Equal((30, 30), (key.Value, key.GetOr(7)));
        }

        Assert.Equal(7, key.GetOr(7));
        Assert.Throws<ContextKeyNotFoundException>(() => key.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("undercurrent.key")]
    public void Name_that_is_no_key_is_refused_where_the_key_is_made(string name) =>
        Assert.Throws<ContextLimitException>(() => new ContextKey<int>(name));

    [Fact]
    public void Null_is_refused_and_the_error_says_how_to_remove() =>
        Assert.Contains("CustomContext.Without", Assert.Throws<ArgumentNullException>(() => new ContextKey<string>("key").To(null!)).Message, StringComparison.Ordinal);

    [Fact]
    public void ToString_says_name_and_type() => Assert.Equal("timeout_seconds (Int32)", new ContextKey<int>("timeout_seconds").ToString());

    private static void AssertComesBack<T>(T value, string text)
        where T : IParsable<T>
    {
        var key = new ContextKey<T>("key");
        var change = key.To(value);

        Assert.Equal(text, change.Value);
        Assert.Equal(value, key.Get(Given.Context(change)));
        Assert.True(key.TryGet(Given.Context(change), out var tried));
        Assert.Equal(value, tried);
    }
}
