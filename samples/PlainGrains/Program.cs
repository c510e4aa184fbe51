// An ordinary Orleans application: a silo, a client, two grains of its own, no tasks. All that it takes from Undercurrent
// is AddCustomContext, once on the silo and once on the client.

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlainGrains;
using Undercurrent;

var (siloPort, gatewayPort) = FreePorts();
using var silo = BuildHost(host => host.UseOrleans(builder => builder
    .UseLocalhostClustering(siloPort, gatewayPort)
    .AddCustomContext()));
await silo.StartAsync();

// A host of its own, as in a program of its own: the calls go over a socket, and the context with them.
using var client = BuildHost(host => host.UseOrleansClient(builder => builder
    .UseLocalhostClustering(gatewayPort)
    .AddCustomContext()));
await client.StartAsync();
var order = client.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrderGrain>("order-7");

using (CustomContext.BeginScope(("trace_id", "abc"), ("customer", "ada")))
{
    Print("client, in its scope:     ", CustomContext.Current);
    foreach (var line in await order.PlaceAsync())
    {
        Console.WriteLine(line);
    }

    // Nothing flows back: neither the grains' scopes nor the one that the stock's grain left open.
    Print("client, after the call:   ", CustomContext.Current);
}

// Nothing stays behind either: the same grains, called without a context, see none.
Print("client, out of its scope: ", CustomContext.Current);
Console.WriteLine((await order.PlaceAsync())[0]);

await client.StopAsync();
await silo.StopAsync();

static IHost BuildHost(Action<IHostApplicationBuilder> configure)
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.ClearProviders();
    configure(builder);
    return builder.Build();
}

// Both taken at once, so that they differ.
static (int First, int Second) FreePorts()
{
    using TcpListener first = new(IPAddress.Loopback, 0), second = new(IPAddress.Loopback, 0);
    first.Start();
    second.Start();
    return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
}

static void Print(string where, CustomContext context) => Console.WriteLine($"{where}{context}");
