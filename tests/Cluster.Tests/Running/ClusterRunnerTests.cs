using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Undercurrent.Client;
using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Running;

public sealed class ClusterRunnerTests
{
    [Fact]
    public void Default_ids_are_those_of_a_silo_with_localhost_clustering()
    {
        var silo = new ClusterOptions();

        Assert.Equal((silo.ClusterId, silo.ServiceId), (new ClusterRunnerOptions().ClusterId, new ClusterRunnerOptions().ServiceId));
    }

    [Fact]
    public async Task Options_out_of_range_are_refused_with_all_of_them()
    {
        var options = new ClusterRunnerOptions
        {
            Gateways = [],
            ClusterId = "",
            ServiceId = " ",
            ConnectLimit = TimeSpan.FromSeconds(-1),
            ReconnectLimit = Timeout.InfiniteTimeSpan,
            ContextLimits = null!,
            MaxPayloadBytes = 0,
        };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => ClusterRunner.ConnectAsync(options));

        Assert.All(
            ["Gateways is empty", "ClusterId is empty", "ServiceId is empty", "ConnectLimit is -00:00:01", "ReconnectLimit is -00:00:00.0010000",
                "ContextLimits is null", "MaxPayloadBytes is 0; allowed are 1 to 33,554,432"],
            expected => Assert.Contains(expected, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gateway_that_is_null_is_refused(bool isList)
    {
        var options = new ClusterRunnerOptions { Gateways = isList ? null! : [null!] };

        Assert.Contains("Gateways ", (await Assert.ThrowsAsync<ArgumentException>(() => ClusterRunner.ConnectAsync(options))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_in_vain_says_what_the_last_error_was()
    {
        using var silent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // Taken, but nobody listens.
        var gateway = $"127.0.0.1:{((IPEndPoint)silent.LocalEndPoint!).Port}";

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(
            () => ClusterRunner.ConnectAsync(new ClusterRunnerOptions { Gateways = [gateway], ConnectLimit = TimeSpan.FromSeconds(1) })).Soon("an error");

        Assert.StartsWith($"No silo answered at {gateway} within 1 seconds (cluster id 'default', service id 'default'). ", error.Message, StringComparison.Ordinal);
        Assert.Matches("The last error was: .*Refused", error.Message);
    }

    [Fact]
    public async Task Connection_that_is_cancelled_ends_as_cancelled()
    {
        using var silent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var gateway = $"127.0.0.1:{((IPEndPoint)silent.LocalEndPoint!).Port}";
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ClusterRunner.ConnectAsync(new ClusterRunnerOptions { Gateways = [gateway], ConnectLimit = TimeSpan.FromDays(1) }, soon.Token)).Soon("the end");
    }
}
