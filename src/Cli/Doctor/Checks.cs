using System.Runtime.InteropServices;
using Undercurrent.Cli.Client;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Settings;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Doctor;

/// <summary>Looks at all that has to be right between this tool and its server, from here to there.</summary>
internal static class Checks
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Check>> RunAsync(CommandCall call)
    {
        var checks = new List<Check>
        {
            Check.Ok("tool", $"undercurrent {ProductVersion.Number}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}"),
        };
        Connection connection;
        try
        {
            checks.Add(OfConfig(call.Config));
            connection = call.ReadConnection();
            checks.AddRange(OfConnection(connection));
        }
        catch (CommandException error)
        {
            checks.Add(Check.Fail("configuration", error));
            return checks;
        }

        try
        {
            var probe = await call.Api.ProbeAsync(call.Cancellation);
            checks.Add(Check.Ok("server", $"{connection.Url} ({connection.ServerFrom}) answers as {probe.Server.Name}, engine {probe.Server.Engine}, within {TimeText.Duration(probe.Took.TotalMilliseconds)}"));
            checks.Add(OfVersion(probe.Server));
            checks.Add(OfAccess(probe.Server, connection));
            checks.Add(probe.Server.StoreProblem is { } problem
                ? Check.Fail("run store", problem, "See to the database; runs are kept in memory up to a bound until it is back.")
                : Check.Ok("run store", "answers"));
            checks.Add(OfClock(probe));
            checks.Add(OfTasks((await call.Api.GetTasksAsync(call.Cancellation)).Items.Count));
        }
        catch (CommandException error)
        {
            checks.Add(Check.Fail(error.ExitCode == ExitCode.NotAllowed ? "access" : "server", error));
        }

        return checks;
    }

    private static Check OfConfig(ConfigFile file)
    {
        var profiles = file.Read().Profiles.Count;
        return file.IsOpenToOthers()
            ? Check.Warn("configuration", $"{file.Path} can be read by others, and may hold tokens", $"chmod 600 {file.Path}")
            : Check.Ok("configuration", profiles == 0 ? $"{file.Path} has no profiles" : $"{file.Path}, {profiles} profiles");
    }

    private static IEnumerable<Check> OfConnection(Connection connection)
    {
        if (connection is { Token: not null, Server: { Scheme: "http", IsLoopback: false } })
        {
            yield return Check.Warn("transport", $"the token goes to {connection.Url} without encryption", "Use an https URL: a proxy before the server gives it one.");
        }
    }

    private static Check OfVersion(ServerJson server) => server.Version.Split('+')[0] == ProductVersion.Number
        ? Check.Ok("version", $"{server.Version}, as this tool")
        : Check.Warn("version", $"the server is {server.Version}, this tool {ProductVersion.Number}", $"dotnet tool update Undercurrent.Cli --version {server.Version}");

    private static Check OfAccess(ServerJson server, Connection connection)
    {
        var scopes = string.Join(", ", server.Scopes);
        return (server.Authentication, server.Scopes.Count) switch
        {
            (false, _) => Check.Ok("access", $"no token is needed; allowed: {scopes}"),
            (true, 0) => Check.Fail(
                "access", connection.Token is null ? "the server needs a token, and none was given" : $"the token of {connection.TokenFrom} allows nothing",
                "Give one that is valid: --token, UNDERCURRENT_TOKEN, or undercurrent config set.", ExitCode.NotAllowed),
            _ => Check.Ok("access", $"the token of {connection.TokenFrom} allows: {scopes}"),
        };
    }

    // The server tells its time in whole seconds, somewhere between the question and its answer.
    private static Check OfClock(ServerProbe probe)
    {
        if (probe.Date is not { } there)
        {
            return Check.Warn("clock", "the server doesn't tell its time", "Is there a proxy that takes the header Date away?");
        }

        var skew = there - probe.AskedAt;
        var least = skew > TimeSpan.Zero ? skew - probe.Took : skew + TimeSpan.FromSeconds(1);
        return least.Duration() > MostSkew && Math.Sign(least.Ticks) == Math.Sign(skew.Ticks)
            ? Check.Warn("clock", $"the server's clock is {TimeText.Duration(least.Duration().TotalMilliseconds)} {(skew > TimeSpan.Zero ? "ahead" : "behind")}", "Keep both machines in step (NTP): ages and durations are counted from these clocks.")
            : Check.Ok("clock", "in step with the server's");
    }

    private static Check OfTasks(int count) => count == 0
        ? Check.Warn("tasks", "the server has none", "Name a task library where it is started: --tasks path/to/Library.dll")
        : Check.Ok("tasks", $"{count} can be launched");
}
