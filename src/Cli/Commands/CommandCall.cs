using System.CommandLine;
using Undercurrent.Cli.Client;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Inputs;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Commands;

/// <summary>One execution of a verb: its arguments, where it reads and writes, the server that it talks to.</summary>
internal sealed class CommandCall : IDisposable
{
    private readonly ParseResult _parsed;
    private readonly CliHost _host;
    private ApiClient? _api;

    private CommandCall(CliHost host, ParseResult parsed, CancellationToken cancellation)
    {
        (_host, _parsed, Cancellation) = (host, parsed, cancellation);
        Screen = host.Screen with { NoColor = host.Screen.NoColor || parsed.GetValue(GlobalOptions.NoColor) };
        Printer = new Printer(Screen, parsed.GetValue(GlobalOptions.Output));
        IsQuiet = parsed.GetValue(GlobalOptions.Quiet);
        Words = new Words(Screen, IsQuiet);
        Texts = new TextSource(Screen.In);
    }

    public Screen Screen { get; }

    public Printer Printer { get; }

    public Words Words { get; }

    /// <summary>Whether no words are wanted.</summary>
    public bool IsQuiet { get; }

    public TextSource Texts { get; }

    public TimeProvider Time => _host.Time;

    public ConfigFile Config => _host.Config;

    public CancellationToken Cancellation { get; }

    public Func<string, string?> Environment => _host.Environment;

    /// <summary>The server; made when it is first needed.</summary>
    public ApiClient Api => _api ??= new ApiClient(ReadConnection(), Time);

    public Connection ReadConnection() => ConnectionReader.Read(
        Get(GlobalOptions.Server), Get(GlobalOptions.Token), Get(GlobalOptions.Profile), _host.Environment, _host.Config);

    public T? Get<T>(Option<T> option) => _parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    /// <summary>An argument that may be left out.</summary>
    public T? Find<T>(Argument<T> argument) => _parsed.GetValue(argument);

    public bool IsGiven(Option option) => _parsed.GetResult(option) is { Implicit: false };

    public static async Task<int> RunAsync(CliHost host, ParseResult parsed, Func<CommandCall, Task<int>> action, CancellationToken cancellation)
    {
        using var call = new CommandCall(host, parsed, cancellation);
        try
        {
            return await action(call);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupt;
        }
        catch (Exception exception)
        {
            return ErrorReport.Write(exception, call.Words);
        }
    }

    public void Dispose() => _api?.Dispose();
}
