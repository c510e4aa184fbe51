using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Undercurrent;
using Undercurrent.Client;

namespace Samples;

/// <summary>Gives a sample its cluster: two silos hosted here (<c>--cluster</c>), or one that runs (<c>--connect host:port</c>).</summary>
public static class SampleCluster
{
    private const string Usage = "Usage: --cluster, or --connect host:port[,host:port…]";

    /// <summary>Runs a demonstration that has no exit code of its own.</summary>
    public static Task<int> RunAsync(string[] args, Func<IRunner, Task> demo) => RunAsync(args, async runner =>
    {
        await demo(runner);
        return 0;
    });

    /// <summary>Runs a demonstration and returns its exit code; 1 when the cluster fails it, 2 for wrong arguments.</summary>
    public static async Task<int> RunAsync(string[] args, Func<IRunner, Task<int>> demo)
    {
        // The hosts would take Ctrl-C as a wish to stop in good order, which nobody here waits for.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(130));
        try
        {
            switch (args)
            {
                case ["--cluster"]:
                    return await OnOwnSilosAsync(demo);
                case ["--connect", var gateways]:
                    await using (var runner = await ClusterRunner.ConnectAsync(new ClusterRunnerOptions { Gateways = gateways.Split(',') }))
                    {
                        return await demo(runner);
                    }

                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (Exception exception) when (exception is ClusterUnreachableException or FormatException or UnknownTaskException or TaskFailedException or RunNotRecordedException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static async Task<int> OnOwnSilosAsync(Func<IRunner, Task<int>> demo)
    {
        var ports = FreePorts(4);
        using var first = Silo(ports[0], ports[1], primary: null);
        await first.StartAsync();
        using var second = Silo(ports[2], ports[3], primary: new IPEndPoint(IPAddress.Loopback, ports[0]));
        await second.StartAsync();
        var code = await demo(first.Services.GetRequiredService<IRunner>());
        await second.StopAsync();
        await first.StopAsync();
        return code;
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
