namespace Undercurrent.Core.Tests.Naming;

public sealed class NearestNamesTests
{
    private static readonly string[] Known = ["bakery.bake", "bakery.bake_all", "bakery.knead", "shop.sell", "shop.smell"];

    [Theory]
    [InlineData("bakery.bake", "bakery.bake")]
    [InlineData("bakery.bkae", "bakery.bake")]
    [InlineData("BAKERY.KNEAD", "bakery.knead")]
    [InlineData("shop.sel", "shop.sell")]
    public void Slip_of_the_finger_gives_the_name_that_was_meant_first(string name, string meant) => Assert.Equal(meant, NearestNames.Of(name, Known)[0]);

    [Fact]
    public void Part_of_a_name_gives_the_names_that_hold_it() =>
        Assert.Equal(["shop.sell", "shop.smell"], NearestNames.Of("shop", Known));

    [Fact]
    public void Something_else_altogether_gives_nothing() => Assert.Empty(NearestNames.Of("zzzzzzzzzz", Known));

    [Fact]
    public void At_most_three_are_given_the_nearest_first_and_equal_ones_by_name() =>
        Assert.Equal(["task1", "task2", "task3"], NearestNames.Of("task", ["task3", "task11111", "task2", "task1", "task4"]));
}
