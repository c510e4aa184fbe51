using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

public sealed class ContextOriginTests
{
    [Fact]
    public void Launch_says_who() => Assert.Equal("run launch by ada", Given.ByAda.ToString());

    [Theory]
    [InlineData("/home/ada/src/Bakery.cs")]
    [InlineData("""C:\src\Bakery.cs""")]
    [InlineData("Bakery.cs")]
    public void Scope_outside_a_run_says_file_and_line_without_the_path(string file) =>
        Assert.Equal("scope outside a run at Bakery.cs:21", ContextOrigin.Scope(action: null, file, 21).ToString());

    [Fact]
    public void Scope_of_an_action_says_task_file_line_and_action()
    {
        var origin = ContextOrigin.Scope(null, "Bakery.cs", 21) with { Task = "bakery.bake", ActionId = new ActionId(42, 1) };

        Assert.Equal($"scope in bakery.bake at Bakery.cs:21 (action {new ActionId(42, 1)})", origin.ToString());
    }

    [Fact]
    public void Origins_are_equal_by_value() =>
        Assert.Equal(ContextOrigin.Scope(null, "Bakery.cs", 21), ContextOrigin.Scope(null, "Bakery.cs", 21));
}
