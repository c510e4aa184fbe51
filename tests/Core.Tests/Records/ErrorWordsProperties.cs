using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Records;

public sealed class ErrorWordsProperties
{
    private static Gen<string> Text => Gen.OneOf(Sample.Value, from words in Gen.Elements("Disk", "full", "ΟΔΟΣ", "οδος", "µ", "größe", "x1", "-", "'").ArrayOf() select string.Join(' ', words));

    [Fact]
    public void Words_are_found_whatever_the_case_of_the_text() => Text.ShouldAll(text =>
        ErrorWords.Of(text.ToUpperInvariant()).SetEquals(ErrorWords.Of(text)) && ErrorWords.Of(text.ToLowerInvariant()).SetEquals(ErrorWords.Of(text)));

    [Fact]
    public void Order_of_the_words_does_not_matter() => Text.ArrayOf().ShouldAll(texts =>
        ErrorWords.Of(string.Join(' ', texts)).SetEquals(ErrorWords.Of(string.Join('\n', texts.Reverse()))));

    [Fact]
    public void Text_has_the_words_of_each_of_its_parts() => Text.ArrayOf().ShouldAll(texts =>
        texts.All(text => ErrorWords.Of(string.Join(" | ", texts)).IsSupersetOf(ErrorWords.Of(text))));

    [Fact]
    public void Words_are_letters_and_digits_and_bounded() => Text.ShouldAll(text =>
        ErrorWords.Of(string.Concat(Enumerable.Repeat(text, 50))).All(word => word.Length is >= 1 and <= 64 && word.All(char.IsLetterOrDigit)));

    [Fact]
    public void At_most_two_hundred_words_are_kept_the_first_ones()
    {
        var words = ErrorWords.Of(string.Join(' ', Enumerable.Range(0, 500)));

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"{number}").ToHashSet(), words);
    }
}
