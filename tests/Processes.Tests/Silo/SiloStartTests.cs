using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Undercurrent.Processes;

public class SiloStartTests
{
    [Fact]
    public async Task Ready_line_names_silo_ports_and_tasks_and_nothing_else_is_on_standard_output()
    {
        await using var silo = await SiloProcess.StartAsync(new SiloPlan { Name = "by-name", Tasks = [Repository.HelloTasks, Repository.FanOutTasks] });
        await silo.TerminateAsync();
        var end = await silo.EndAsync();
        Assert.Equal(
            $"ready: silo by-name, gateway localhost:{silo.GatewayPort}, silo port {silo.SiloPort}, tasks: fan_out.child, fan_out.grandchild, fan_out.root, "
            + "greetings.greet, greetings.greet_all, hello_world.downstream, hello_world.leaf, hello_world.new_keys, hello_world.parent, hello_world.root, hello_world.some_task",
            Assert.Single(end.Lines));
        Assert.Equal(0, end.Code);
    }

    [Fact]
    public async Task Command_line_wins_over_environment_and_environment_over_file()
    {
        using var temp = new TempFolder();
        int siloPort = FreePorts.Next(), gatewayPort = FreePorts.Next();
        temp.Write("undercurrent.json", """{ "Name": "of-the-file", "SiloPort": 1, "GatewayPort": 2, "Tasks": ["a-file.dll", "b-file.dll"] }""");
        var environment = new Dictionary<string, string>
        {
            ["UNDERCURRENT_SiloPort"] = siloPort.ToString(CultureInfo.InvariantCulture),
            ["UNDERCURRENT_GatewayPort"] = "3",
            ["UNDERCURRENT_Tasks"] = "a-environment.dll;b-environment.dll",
        };
        await using var silo = ProgramProcess.Start(
            Repository.Silo, ["--tasks", Repository.HelloTasks, "--store", "memory", "--gateway-port", gatewayPort.ToString(CultureInfo.InvariantCulture)], temp.Path, environment);
        var ready = await silo.Output.FirstAsync(_ => true).Soon("a silo to be ready");
        Assert.StartsWith(
            $"ready: silo of-the-file, gateway localhost:{gatewayPort}, silo port {siloPort}, tasks: greetings.greet, ",
            ready ?? silo.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_and_file_can_name_several_libraries()
    {
        using var temp = new TempFolder();
        var environment = new Dictionary<string, string> { ["UNDERCURRENT_Tasks"] = "a.dll;b.dll", ["UNDERCURRENT_LogLevel"] = "none at all" };
        var ofEnvironment = await ProgramProcess.RunAsync(Repository.Silo, [], temp.Path, environment);
        temp.Write("undercurrent.json", """{ "Tasks": ["c.dll", "d.dll"], "LogLevel": "none at all" }""");
        var ofFile = await ProgramProcess.RunAsync(Repository.Silo, [], temp.Path);
        Assert.Matches(@"(?s)There is no task library at \S+a\.dll\. .*There is no task library at \S+b\.dll\. ", ofEnvironment.Errors);
        Assert.Matches(@"(?s)There is no task library at \S+c\.dll\. .*There is no task library at \S+d\.dll\. ", ofFile.Errors);
    }

    [Fact]
    public async Task Second_silo_on_the_same_ports_is_refused_although_Orleans_would_share_them()
    {
        await using var first = await SiloProcess.StartAsync(new SiloPlan());
        var end = await ProgramProcess.RunAsync(Repository.Silo, new SiloPlan().Arguments(first.SiloPort, first.GatewayPort));

        Assert.Equal(1, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains($"the silo port {first.SiloPort}.", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_whose_primary_is_not_there_says_so_and_what_to_do()
    {
        var primary = FreePorts.Next();
        var end = await ProgramProcess.RunAsync(
            Repository.Silo, [.. new SiloPlan().Arguments(FreePorts.Next(), FreePorts.Next()), "--primary", $"localhost:{primary}"]);

        Assert.Equal(1, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains($"No silo answers at 127.0.0.1:{primary}", end.Errors, StringComparison.Ordinal);
        Assert.Contains("Start the first silo of the cluster without --primary, or correct the port.", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Port_in_use_is_an_error_with_the_next_step(bool isGateway)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int taken = ((IPEndPoint)other.LocalEndpoint).Port, free = FreePorts.Next();
        var (siloPort, gatewayPort) = isGateway ? (free, taken) : (taken, free);
        var end = await ProgramProcess.RunAsync(Repository.Silo, new SiloPlan().Arguments(siloPort, gatewayPort));
        Assert.Equal(1, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains("The silo could not start: Address already in use", end.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(
            $"Is another program using the silo port {siloPort} or the gateway port {gatewayPort}? Choose others: --silo-port, --gateway-port.",
            end.Errors, StringComparison.Ordinal);
    }
}
