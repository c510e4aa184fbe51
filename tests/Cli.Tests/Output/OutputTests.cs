using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Cli.Client;

namespace Undercurrent.Cli.Output;

public sealed class OutputTests
{
    [Fact]
    public void Shown_line_has_nothing_that_a_terminal_obeys() => Prop.ForAll<NonNull<string>>(text =>
        Shown.Line(text.Get).EnumerateRunes().All(rune => !IsObeyed(rune.Value))).QuickCheckThrowOnFailure();

    [Fact]
    public void Shown_text_without_control_characters_is_the_same() =>
        Assert.Equal("Grüße, 世界 👩‍🔬 [x]", Shown.Line("Grüße, 世界 👩‍🔬 [x]"));

    [Theory]
    [InlineData("a\u001b[2Jb", "a\\u001b[2Jb")]
    [InlineData("a\nb\tc\r", "a\\nb\\tc\\r")]
    [InlineData("\u009b31m\u007f\u202e", "\\u009b31m\\u007f\\u202e")]
    public void Shown_line_escapes_visibly(string text, string shown) => Assert.Equal(shown, Shown.Line(text));

    [Fact]
    public void Half_a_character_is_shown_as_an_escape() => Assert.Equal("\\ud800x", Shown.Line($"{(char)0xd800}x"));

    [Fact]
    public void Shown_lines_keep_their_breaks() => Assert.Equal("a\n\tb\\u001b", Shown.Lines("a\r\n\tb\u001b"));

    [Fact]
    public void Columns_are_cut_to_a_terminal_and_never_elsewhere()
    {
        var table = new Columns("ID", "TEXT", "MORE");
        table.Add("one", new string('x', 50), "世界世界世界世界");

        var narrow = Lines(table, 40);
        Assert.All(narrow, line => Assert.InRange(CellWidth.Of(line), 0, 40));
        Assert.Contains('…', narrow[1]);
        Assert.Equal($"one  {new string('x', 50)}  世界世界世界世界", Lines(table, Screen.Unbounded)[1]);
    }

    [Fact]
    public void Columns_never_cut_an_id()
    {
        var table = new Columns("RUN", "STATE", "TEXT") { Whole = ["RUN"] };
        table.Add("01m82k2g8ap48mwm8k3cbwz3aa", "succeeded", new string('x', 20));

        Assert.StartsWith("01m82k2g8ap48mwm8k3cbwz3aa  ", Lines(table, 50)[1], StringComparison.Ordinal);
        Assert.Equal(50, CellWidth.Of(Lines(table, 50)[1]));
    }

    [Fact]
    public void Columns_fit_whatever_they_hold() => Prop.ForAll<NonNull<string>, NonNull<string>>((one, two) =>
    {
        var table = new Columns("A", "B");
        table.Add(one.Get, two.Get);
        return Lines(table, 60).All(line => CellWidth.Of(line) <= 60);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.4, "0 ms")]
    [InlineData(999, "999 ms")]
    [InlineData(999.7, "1.0 s")]
    [InlineData(59_949, "59.9 s")]
    [InlineData(59_999, "1 m 00 s")]
    [InlineData(185_000, "3 m 05 s")]
    [InlineData(3_599_999, "1 h 00 m")]
    [InlineData(100_000_000, "1 d 3 h")]
    public void Duration_is_for_people(double milliseconds, string text) => Assert.Equal(text, TimeText.Duration(milliseconds));

    [Fact]
    public void Caret_stands_under_its_character_behind_wide_letters() => Assert.Equal(["世界 x", "     ^"], Caret.Under("世界 x", 3));

    private static string[] Lines(Columns table, int width)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        table.Write(writer, width, colors: false);
        return writer.ToString().TrimEnd('\n').Split('\n');
    }

    private static bool IsObeyed(int rune) => rune is < 0x20 or (>= 0x7f and <= 0x9f) or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029;
}
