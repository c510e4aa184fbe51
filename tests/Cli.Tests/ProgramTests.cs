using System.Reflection;

namespace Undercurrent.Cli;

public sealed class ProgramTests
{
    [Fact]
    public void Program_is_called_undercurrent() => Assert.Equal("undercurrent", Assembly.Load("undercurrent").GetName().Name);
}
