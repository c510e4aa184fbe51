using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Cli.Dev;

/// <summary>Starts the web server over the runner.</summary>
internal static class DevServer
{
    public static Task<WebServer> StartAsync(WebPort port, LocalRunner runner, ILoggerFactory loggers, CommandCall call)
    {
        var backend = new WebBackend
        {
            Runner = runner,
            Tasks = TaskCatalog.Default,
            Name = Environment.MachineName,
            Engine = "inProcess",
            Resume = async (run, cancellation) => await runner.ResumeAsync(run, cancellation),
            Time = call.Time,
            Loggers = loggers,
        };
        return WebServer.StartAsync(port, backend, call.Cancellation);
    }

    /// <exception cref="CommandException">The port is taken, the address isn't this machine's, or the tokens are missing.</exception>
    public static WebPort TakePort(DevPlan plan)
    {
        try
        {
            return WebPort.Take(new WebSettings { Address = plan.Address, Port = plan.Port, TokensFile = plan.TokensFile });
        }
        catch (WebStartException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, plan.TokensFile is null ? "undercurrent token new NAME makes a tokens file; then say --tokens FILE." : null, inner: exception);
        }
        catch (SocketException exception)
        {
            throw exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => new CommandException(
                    ExitCode.Usage, $"The port {plan.Port} of {plan.Address} is taken by another program; is undercurrent dev running already?",
                    $"Choose another: --port {(plan.Port < 65535 ? plan.Port + 1 : plan.Port - 1)}, or --port 0 for a free one.", inner: exception),
                SocketError.AccessDenied => new CommandException(
                    ExitCode.Usage, $"The port {plan.Port} needs rights that this user doesn't have.", "Choose one from 1024: --port 8520.", inner: exception),
                _ => new CommandException(ExitCode.Usage, $"Can't listen on {new IPEndPoint(plan.Address, plan.Port)}: {exception.Message}", "Choose another with --address and --port.", inner: exception),
            };
        }
    }
}
