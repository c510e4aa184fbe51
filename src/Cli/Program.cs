using System.Runtime.InteropServices;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Settings;

// The first signal asks the command to stop, the second ends the process at once.
using var stopping = new CancellationTokenSource();
var code = ExitCode.Ok;
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, ExitCode.Interrupt));
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, ExitCode.Terminate));

var host = new CliHost
{
    Screen = Screen.OfProcess(Environment.GetEnvironmentVariable),
    Environment = Environment.GetEnvironmentVariable,
    Config = ConfigFile.OfUser(),
    Time = TimeProvider.System,
};
var ended = await CommandLine.RunAsync(args, host, stopping.Token);

// A command that a signal ended says which one.
return ended == ExitCode.Interrupt ? code : ended;

void Stop(PosixSignalContext signal, int exitCode)
{
    if (stopping.IsCancellationRequested)
    {
        return;
    }

    signal.Cancel = true;
    code = exitCode;
    stopping.Cancel();
}
