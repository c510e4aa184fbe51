namespace Undercurrent.Processes;

public class ClusterSampleTests
{
    [Fact]
    public async Task FanOut_on_its_own_cluster_proves_isolation()
    {
        var end = await ProgramProcess.RunAsync(Repository.Sample("FanOut.Cluster"), ["--cluster", "--children", "200", "--nested"]);
        Assert.Equal("", end.Errors);
        Assert.Equal(0, end.Code);
        Assert.Equal("600", ValueOf(end, "saw the right context"));
        Assert.Equal("0", ValueOf(end, "saw a wrong one"));
        Assert.Equal("unchanged", ValueOf(end, "parent's context afterwards"));
        Assert.Equal(2, ValueOf(end, "hosts of the children").Split(", ").Length);
    }

    [Fact]
    public async Task Policies_print_the_same_on_both_engines()
    {
        string[] expected = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "samples", "Policies", "expected.txt"));
        var local = await ProgramProcess.RunAsync(Repository.Sample("Policies"), []);
        var cluster = await ProgramProcess.RunAsync(Repository.Sample("Policies.Cluster"), ["--cluster"]);

        Assert.Equal(("", 0, "", 0), (local.Errors, local.Code, cluster.Errors, cluster.Code));
        Assert.Equal(expected, local.Lines);
        Assert.Equal(expected, cluster.Lines);
    }

    [Fact]
    public async Task PlainGrains_ends_well()
    {
        var end = await ProgramProcess.RunAsync(Repository.Sample("PlainGrains"), []);
        Assert.Equal("", end.Errors);
        Assert.NotEmpty(end.Lines);
        Assert.Equal(0, end.Code);
    }

    private static string ValueOf(ProgramEnd end, string what) =>
        Assert.Single(end.Lines, line => line.StartsWith($"{what}:", StringComparison.Ordinal))[(what.Length + 1)..].Trim();
}
