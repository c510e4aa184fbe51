using Xunit.Sdk;

namespace Undercurrent.Processes;

/// <summary>A silo (src/Silo) in a process of its own, ready to be called.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const int MaxTries = 5;

    private static int _clusters;

    private readonly ProgramProcess _process;

    private SiloProcess(ProgramProcess process, SiloPlan plan, int siloPort, int gatewayPort)
    {
        _process = process;
        Name = plan.Name;
        ClusterId = plan.ClusterId;
        SiloPort = siloPort;
        GatewayPort = gatewayPort;
    }

    public string Name { get; }

    public string ClusterId { get; }

    public int SiloPort { get; }

    public int GatewayPort { get; }

    public string Gateway => $"localhost:{GatewayPort}";

    public int ProcessId => _process.Id;

    public bool HasEnded => _process.HasEnded;

    /// <summary>An id that no other cluster of this machine has: a port that is used again leads to no wrong cluster.</summary>
    public static string NewClusterId() => $"test-{Environment.ProcessId}-{Interlocked.Increment(ref _clusters)}";

    /// <summary>Starts it and waits until it is ready. Takes other ports when another program was faster.</summary>
    public static async Task<SiloProcess> StartAsync(SiloPlan plan)
    {
        for (var tries = 1; ; tries++)
        {
            var (siloPort, gatewayPort) = plan.Ports ?? (FreePorts.Next(), FreePorts.Next());
            var process = ProgramProcess.Start(Repository.Silo, plan.Arguments(siloPort, gatewayPort));
            try
            {
                if (await process.Output.FirstAsync(line => line.StartsWith("ready: ", StringComparison.Ordinal)).Soon($"the silo {plan.Name} to be ready") is not null)
                {
                    return new SiloProcess(process, plan, siloPort, gatewayPort);
                }

                var end = await process.EndAsync();
                if (tries == MaxTries || !end.Errors.Contains("in use", StringComparison.OrdinalIgnoreCase))
                {
                    throw new XunitException($"The silo {plan.Name} ended with exit code {end.Code} instead of getting ready:\n{process}");
                }

                await process.DisposeAsync();
            }
            catch
            {
                await process.DisposeAsync();
                throw;
            }
        }
    }

    public Task KillAsync() => _process.KillAsync();

    public void Send(Signal signal) => _process.Send(signal);

    /// <summary>SIGTERM; returns when the silo says that it drains.</summary>
    public async Task TerminateAsync()
    {
        _process.Terminate();
        await LoggedAsync("Draining: ");
    }

    /// <summary>Waits for a line of its log.</summary>
    public async Task LoggedAsync(string words) => Assert.True(
        await _process.Errors.FirstAsync(line => line.Contains(words, StringComparison.Ordinal)).Soon($"the silo {Name} to log '{words}'") is not null,
        $"The silo {Name} never logged '{words}':\n{_process}");

    public Task WhenEndedAsync() => _process.WhenEndedAsync();

    public Task<ProgramEnd> EndAsync() => _process.EndAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    public override string ToString() => $"{Name} (process {ProcessId}), which wrote:\n{_process}";
}
