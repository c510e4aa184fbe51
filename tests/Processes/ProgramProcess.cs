using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Xunit.Sdk;

namespace Undercurrent.Processes;

/// <summary>A program in a process of its own. Disposing it kills it and what it started, if they still run.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private const ulong InterruptBit = 1UL << (2 - 1);

    private static readonly bool IgnoresInterrupt = OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (ulong.Parse(ignored.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & InterruptBit) != 0;

    private readonly Process _process;
    private readonly Task _read;

    private ProgramProcess(Process process)
    {
        _process = process;
        _read = Task.WhenAll(Output.ReadAsync(process.StandardOutput), Errors.ReadAsync(process.StandardError));
    }

    public int Id => _process.Id;

    public OutputLines Output { get; } = new();

    public OutputLines Errors { get; } = new();

    /// <summary>Whether it runs no more.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a built .NET program in a folder, with further environment variables.</summary>
    public static ProgramProcess Start(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null) =>
        StartCommand(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments], folder, environment);

    /// <summary>Starts any program.</summary>
    public static ProgramProcess StartCommand(
        string command, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        // What is ignored here would be ignored there: a shell that starts the tests in the background has SIGINT ignored.
        if (IgnoresInterrupt)
        {
            (command, arguments) = ("env", ["--default-signal=INT", command, .. arguments]);
        }

        var start = new ProcessStartInfo(command, arguments)
        {
            // Where no undercurrent.json lies, unless a test puts one there.
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("UNDERCURRENT_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        // A process that is killed would leave its pipes for debuggers behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";

        // A sample that builds another must leave no build server behind.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProgramEnd> RunAsync(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var process = Start(program, arguments, folder, environment);
        return await process.EndAsync();
    }

    /// <summary>Waits for its end, and that all it wrote was read.</summary>
    public async Task<ProgramEnd> EndAsync()
    {
        await WhenEndedAsync().Soon(() => $"the end of the process {Id}, which wrote:\n{this}");
        return new ProgramEnd(_process.ExitCode, Output.All, Errors.ToString());
    }

    /// <summary>Asks it to end: SIGTERM.</summary>
    public void Terminate() => Send(Signal.Terminate);

    /// <summary>Sends it a signal.</summary>
    public void Send(Signal signal)
    {
        if (SendSignal(_process.Id, (int)signal) != 0)
        {
            throw new XunitException($"{signal} could not be sent to the process {Id}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Ends it without asking (SIGKILL on Unix), and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await WhenEndedAsync().Soon($"the end of the killed process {Id}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    public override string ToString() => $"{Output}\n{Errors}";

    /// <summary>When it has ended and all that it wrote was read, however long that takes.</summary>
    public async Task WhenEndedAsync()
    {
        await _process.WaitForExitAsync();
        await _read;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
