using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Naming;

public sealed class TaskNamesTests
{
    [Theory]
    [InlineData("Leaf", "leaf")]
    [InlineData("SomeTask", "some_task")]
    [InlineData("_loadHTMLPage", "load_html_page")]
    [InlineData("HTMLToPdf", "html_to_pdf")]
    [InlineData("Train2Models", "train2_models")]
    [InlineData("already_snake", "already_snake")]
    [InlineData("With_Underscore", "with_underscore")]
    [InlineData("A", "a")]
    [InlineData("ABC", "abc")]
    public void Fields_name_becomes_snake_case(string member, string expected) => Assert.Equal(expected, TaskNames.FromMember(member));

    [Fact]
    public void Any_field_that_begins_with_a_letter_gives_a_valid_name_that_stays_as_it_is() => (
        from first in Gen.Elements("abcXYZ".ToCharArray())
        from rest in Gen.Elements("abcXYZ019_".ToCharArray()).ArrayOf()
        select first + new string(rest)[..Math.Min(rest.Length, 50)]).ShouldAll(member =>
    {
        var name = TaskNames.FromMember(member);
        return TaskNames.Problem(name) is null && TaskNames.FromMember(name) == name && !name.Any(char.IsUpper)
            && string.Equals(name.Replace("_", "", StringComparison.Ordinal), member.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    });

    [Theory]
    [InlineData("", "it has 0 characters")]
    [InlineData("two words", "U+0020 at position 4")]
    [InlineData("größe", "U+00F6 at position 3")]
    [InlineData("a.b", "U+002E at position 2")]
    [InlineData("1st", "does not begin with a letter")]
    [InlineData("_x", "does not begin with a letter")]
    public void Problem_says_what_is_wrong(string name, string words) =>
        Assert.Contains(words, TaskNames.Problem(name), StringComparison.Ordinal);

    [Fact]
    public void Problem_of_length_begins_behind_128_characters()
    {
        Assert.Null(TaskNames.Problem(new string('a', 128)));
        Assert.Contains("129 characters", TaskNames.Problem(new string('a', 129)), StringComparison.Ordinal);
    }
}
