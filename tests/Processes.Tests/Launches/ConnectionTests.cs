using Undercurrent.Client;

namespace Undercurrent.Processes;

[Collection(SharedSilos.Collection)]
public class ConnectionTests(SharedSilos silos)
{
    [Fact]
    public async Task Connection_to_nobody_gives_up_after_its_limit()
    {
        var nobody = $"localhost:{FreePorts.Next()}";
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(
            () => ClusterRunner.ConnectAsync(new ClusterRunnerOptions { Gateways = [nobody], ConnectLimit = TimeSpan.FromSeconds(1) })).Soon("an error");
        Assert.StartsWith($"No silo answered at {nobody} within 1 seconds (cluster id 'default', service id 'default'). ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_to_another_cluster_is_refused_in_words()
    {
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => Clients.ConnectAsync(
            options => options with { ClusterId = "another", ConnectLimit = TimeSpan.FromSeconds(1) }, silos.First));
        Assert.Contains("both ids must be the silo's", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_goes_to_the_gateway_that_answers()
    {
        var nobody = $"localhost:{FreePorts.Next()}";
        await using var runner = await Clients.ConnectAsync(options => options with { Gateways = [nobody, silos.Second.Gateway] }, silos.First);
        Assert.Null(await runner.Records.GetRunAsync(RunId.Parse("no-run")).Soon("an answer"));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData(":30000")]
    public async Task Connection_to_no_address_is_refused_at_once(string gateway)
    {
        var error = await Assert.ThrowsAsync<FormatException>(() => ClusterRunner.ConnectAsync(gateway));
        Assert.StartsWith($"'{gateway}' is no gateway address; it is host:port, as in localhost:30000", error.Message, StringComparison.Ordinal);
    }
}
