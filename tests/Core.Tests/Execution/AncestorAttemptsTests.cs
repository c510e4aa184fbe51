using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class AncestorAttemptsTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("0:2", "", 1)]
    [InlineData("0:2", "1:3", 1)]
    [InlineData("0:2,1:3", "0:2", 1)]
    [InlineData("0:3", "0:2,1:9", 1)]
    [InlineData("2:10", "2:9", 1)]
    [InlineData("1:2,3:2", "1:2,2:2", -1)]
    public void Later_call_is_the_one_whose_highest_differing_ancestor_was_tried_later(string left, string right, int expected)
    {
        Assert.Equal(expected, Math.Sign(AncestorAttempts.Compare(left, right)));
        Assert.Equal(-expected, Math.Sign(AncestorAttempts.Compare(right, left)));
    }

    [Fact]
    public void Path_below_a_first_attempt_is_that_of_the_parent_and_below_a_later_one_names_it()
    {
        var root = Given.Launch("own.task").ToRootCall();

        Assert.Equal("", AncestorAttempts.Below(root));
        Assert.Equal("0:2", AncestorAttempts.Below(root with { Attempt = 2 }));
        Assert.Equal("0:2,3:4", AncestorAttempts.Below(root with { Depth = 3, Attempt = 4, AncestorAttempts = "0:2" }));
    }
}
