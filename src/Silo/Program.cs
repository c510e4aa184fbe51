using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Undercurrent;
using Undercurrent.Silo;
using Undercurrent.Silo.Health;
using Undercurrent.Silo.Http;

if (args.Any(arg => arg is "--help" or "-h" or "-?"))
{
    SiloHelp.Write(Console.Out);
    return 0;
}

var (settings, errors) = SiloSettingsReader.Read(args, Directory.GetCurrentDirectory());
var problems = new List<string>(errors);
foreach (var library in settings.Tasks)
{
    try
    {
        TaskCatalog.Default.LoadFrom(library);
    }
    catch (TaskLibraryException exception)
    {
        problems.Add(exception.Message);
    }
}

if (problems.Count > 0)
{
    Console.Error.WriteLine("The silo can't start with these settings:");
    problems.ForEach(problem => Console.Error.WriteLine($"  - {problem}"));
    return 2;
}

var started = false;
using var interrupted = new CancellationTokenSource();
using var onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, LeaveUnlessStarted);
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, LeaveUnlessStarted);
try
{
    if (await StartCheck.FindProblemAsync(settings, TimeProvider.System, interrupted.Token) is { } problem)
    {
        throw new InvalidOperationException(problem);
    }

    using var loggers = LoggerFactory.Create(logging => SiloHost.ConfigureLogging(logging, settings.LogLevel));
    var health = new SiloHealth(TimeProvider.System);
    await using var server = await HealthServer.StartAsync(settings, health, interrupted.Token);
    await using var store = await RunStoreOpening.OpenAsync(settings, loggers, TimeProvider.System, interrupted.Token);
    await MembershipCheck.WaitAsync(settings, TimeProvider.System, interrupted.Token);
    using var host = SiloHost.Build(settings, store);
    health.Watch(store, host);
    await host.StartAsync(interrupted.Token).WaitAsync(interrupted.Token);
    started = true;
    await using var web = await SiloWeb.StartAsync(settings, host, health, CancellationToken.None);
    Console.WriteLine(
        $"ready: silo {settings.Name}, gateway {(IPAddress.IsLoopback(settings.Address) ? "localhost" : settings.Address)}:{settings.GatewayPort}, silo port {settings.SiloPort}, "
        + (web is null ? "" : $"pages at {web.Url}, ")
        + $"tasks: {string.Join(", ", TaskCatalog.Default.All.Select(task => task.Name))}");
    await host.WaitForShutdownAsync();
    return 0;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped before the silo had started.");
    return 1;
}
catch (StartException exception)
{
    Console.Error.WriteLine($"The silo could not start: {exception.Message}");
    return 1;
}
catch (Exception exception) when (started)
{
    Console.Error.WriteLine($"The silo broke: {exception.GetBaseException().Message}");
    return 1;
}
catch (Exception exception)
{
    Console.Error.WriteLine($"The silo could not start: {exception.GetBaseException().Message}");
    Console.Error.WriteLine(
        $"Is another program using the silo port {settings.SiloPort} or the gateway port {settings.GatewayPort}? Choose others: --silo-port, --gateway-port."
        + (settings.Primary is null ? "" : $" Does the first silo run at {settings.Primary}, with the same cluster and service id?"));
    return 1;
}

// Nothing runs here yet that would have to be drained. Once started, the host itself hears the signal and drains.
void LeaveUnlessStarted(PosixSignalContext signal)
{
    if (!started)
    {
        signal.Cancel = true;
        interrupted.Cancel();
    }
}
