namespace Undercurrent.Processes;

/// <summary>The first sample prints the same lines on every engine.</summary>
public class HelloWorldTests
{
    private static readonly string[] Expected = File.ReadAllLines(Path.Combine(Repository.Root, "samples", "HelloWorld", "expected.txt"));

    [Fact]
    public async Task HelloWorld_in_process_prints_the_expected_lines() => await PrintsAsync(Repository.Sample("HelloWorld"));

    [Fact]
    public async Task HelloWorld_on_its_own_cluster_prints_the_expected_lines() => await PrintsAsync(Repository.Sample("HelloWorld"), "--cluster");

    [Fact]
    public async Task HelloWorld_on_a_running_silo_prints_the_expected_lines()
    {
        await using var silo = await SiloProcess.StartAsync(new SiloPlan { ClusterId = "default", Tasks = [Repository.HelloTasks] });
        await PrintsAsync(Repository.Sample("HelloWorld"), "--connect", silo.Gateway);
    }

    [Fact]
    public async Task HelloWorld_without_a_silo_gives_up_in_words()
    {
        var nobody = $"localhost:{FreePorts.Next()}";
        var end = await ProgramProcess.RunAsync(Repository.Sample("HelloWorld.Cluster"), ["--connect", nobody]);
        Assert.Equal(1, end.Code);
        Assert.Empty(end.Lines);
        Assert.StartsWith(
            $"No silo answered at {nobody} within 15 seconds (cluster id 'default', service id 'default'). Start one: dotnet run --project src/Silo -- --tasks ",
            end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HelloWorld", "--clster")]
    [InlineData("HelloWorld", "--connect")]
    [InlineData("HelloWorld.Cluster", "--clster")]
    public async Task HelloWorld_with_an_unknown_argument_shows_its_usage(string program, string argument)
    {
        var end = await ProgramProcess.RunAsync(Repository.Sample(program), [argument]);
        Assert.Equal(2, end.Code);
        Assert.Empty(end.Lines);
        Assert.StartsWith("Usage: ", end.Errors, StringComparison.Ordinal);
    }

    private static async Task PrintsAsync(string program, params string[] arguments)
    {
        var end = await ProgramProcess.RunAsync(program, arguments);
        Assert.Equal("", end.Errors);
        Assert.Equal(Expected, end.Lines);
        Assert.Equal(0, end.Code);
    }
}
