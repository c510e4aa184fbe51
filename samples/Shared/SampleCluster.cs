using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using System.Net;
using System.Net.Sockets;
using Undercurrent;
using Undercurrent.Client;

namespace Samples;

/// <summary>Gives a sample its cluster: two silos hosted here (<c>--cluster</c>), or one that runs (<c>--connect host:port</c>).</summary>
public static class SampleCluster
{
    private const string Usage = "Usage: --cluster, or --connect host:port[,host:port…]";

    public static async Task<int> RunAsync(string[] args, Func<IRunner, Task> demo)
    {
        try
        {
            switch (args)
            {
                case ["--cluster"]:
                    await OnOwnSilosAsync(demo);
                    return 0;
                case ["--connect", var gateways]:
                    await using (var runner = await ClusterRunner.ConnectAsync(new ClusterRunnerOptions { Gateways = gateways.Split(',') }))
                    {
                        await demo(runner);
                    }

                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (Exception exception) when (exception is ClusterUnreachableException or FormatException or UnknownTaskException or TaskFailedException or RunLostException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static async Task OnOwnSilosAsync(Func<IRunner, Task> demo)
    {
        var ports = FreePorts(4);
        using var first = Silo(ports[0], ports[1], primary: null);
        await first.StartAsync();
        using var second = Silo(ports[2], ports[3], primary: new IPEndPoint(IPAddress.Loopback, ports[0]));
        await second.StartAsync();
        await demo(first.Services.GetRequiredService<IRunner>());
        await second.StopAsync();
        await first.StopAsync();
    }

    private static IHost Silo(int siloPort, int gatewayPort, IPEndPoint? primary)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort, primary)
            .Configure<SiloOptions>(options => options.SiloName = $"silo-{siloPort}")
            .AddUndercurrent());
        return builder.Build();
    }

    // All taken at once, so that they differ.
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        Array.ForEach(listeners, listener => listener.Stop());
        return ports;
    }
}
