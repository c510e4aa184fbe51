using System.Net.Sockets;
using Undercurrent.Cli.Support;
using Undercurrent.Processes;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Dev;

public sealed class DevTests : IDisposable
{
    private readonly CliRun _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Dev_writes_one_line_to_standard_output_and_serves_the_pages_there()
    {
        await using var server = await RunningDev.StartAsync(_home, "--store", "memory");
        using var http = new HttpClient();

        Assert.Contains("(tasks: desk.describe, desk.echo", Assert.Single(server.Process.Output.All), StringComparison.Ordinal);
        Assert.True((await http.GetAsync(new Uri(server.Url))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Value_of_a_sensitive_key_is_shown_nowhere()
    {
        const string Secret = "hunter2-and-more";
        await using var server = await RunningDev.StartAsync(_home, "--store", "memory", "--sensitive", "pass*", "--sensitive", "experiment");
        using var cli = new CliRun { Server = server.Url };

        var end = await cli.RunAsync("run", "desk.reader", "-c", $"password={Secret}", "-c", "experiment=v1", "--wait");
        var id = (await cli.JsonAsync<PageJson<RunJson>>("runs", "list")).Items[0].Id;

        Assert.Equal(0, end.Code);
        foreach (var verb in new string[][] { ["runs", "show", id, "-o", "json"], ["runs", "context", id, "-o", "json"], ["runs", "list", "-o", "jsonl"], ["runs", "tree", id, "-o", "json"] })
        {
            var shown = string.Join('\n', (await cli.RunAsync(verb)).Lines);
            Assert.Contains("***", shown, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Secret, server.Process.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dev_refuses_a_sensitive_key_that_is_no_pattern()
    {
        var end = await _home.RunAsync("dev", "--tasks", Repository.CliTasks, "--sensitive", "a b");

        Assert.Equal(2, end.Code);
        Assert.Contains("--sensitive: 'a b' is no pattern of context keys", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dev_refuses_a_folder_as_its_record()
    {
        var end = await _home.RunAsync("dev", "--tasks", Repository.CliTasks, "--store", "/");

        Assert.Equal(2, end.Code);
        Assert.Contains("path '/' is a folder", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dev_that_is_killed_and_started_again_goes_on_with_its_runs()
    {
        string id;
        await using (var first = await RunningDev.StartAsync(_home))
        {
            using var before = new CliRun { Server = first.Url };
            id = (await before.RunAsync("run", "desk.wait", "-q")).Lines[0];
            await before.RunAsync("signal", id, "other", "1");
            await first.Process.KillAsync();
        }

        await using var second = await RunningDev.StartAsync(_home);
        using var cli = new CliRun { Server = second.Url };
        await cli.RunAsync("signal", id, "go", "\"on\"");
        var end = await cli.RunAsync("runs", "watch", id, "-q");

        Assert.Contains($"resumed: the interrupted run {id}", second.Process.Errors.ToString(), StringComparison.Ordinal);
        Assert.Equal((0, "\"on\""), (end.Code, Assert.Single(end.Lines)));
    }

    [Fact]
    public async Task Run_with_a_sensitive_value_goes_on_behind_a_kill_with_the_key_and_shows_it_nowhere()
    {
        var key = _home.Write("values.key", Convert.ToBase64String(new byte[32]));
        string[] options = ["--sensitive", "password", "--sensitive-values-key", key];
        string id;
        await using (var first = await RunningDev.StartAsync(_home, options))
        {
            using var before = new CliRun { Server = first.Url };
            id = (await before.RunAsync("run", "desk.wait", "-c", "password=s3cr3t", "-q")).Lines[0];
            await first.Process.KillAsync();
        }

        await using var second = await RunningDev.StartAsync(_home, options);
        using var cli = new CliRun { Server = second.Url };
        await cli.RunAsync("signal", id, "go", "\"on\"");
        var end = await cli.RunAsync("runs", "watch", id, "-q");
        var shown = await cli.RunAsync("runs", "show", id, "-o", "json");

        Assert.Equal((0, "\"on\""), (end.Code, Assert.Single(end.Lines)));
        Assert.Contains("***", string.Concat(shown.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", string.Concat(shown.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dev_that_is_told_not_to_leaves_interrupted_runs_to_resume()
    {
        string id;
        await using (var first = await RunningDev.StartAsync(_home))
        {
            using var before = new CliRun { Server = first.Url };
            id = (await before.RunAsync("run", "desk.wait", "-q")).Lines[0];
            first.Process.Terminate();
            var stopped = await first.Process.EndAsync();
            Assert.Equal(0, stopped.Code);
            Assert.Contains("1 run is interrupted, and will go on", stopped.Errors, StringComparison.Ordinal);
        }

        await using var second = await RunningDev.StartAsync(_home, "--no-resume");
        using var cli = new CliRun { Server = second.Url };
        var watched = await cli.RunAsync("runs", "watch", id);
        var shown = await cli.RunAsync("runs", "show", id);
        var tree = await cli.RunAsync("runs", "tree", id);
        var counted = await cli.RunAsync("runs", "tree", id, "--depth", "0");
        var root = await cli.RunAsync("runs", "show", id, "--at", (await cli.JsonAsync<RunJson>("runs", "show", id)).RootActionId);
        var resumed = await cli.JsonAsync<RunJson>("runs", "resume", id);
        await cli.RunAsync("signal", id, "go", "\"on\"");

        Assert.Equal(8, watched.Code);
        Assert.Contains($"undercurrent runs resume {id}", watched.Errors, StringComparison.Ordinal);
        Assert.Contains($"undercurrent runs resume {id}", shown.Errors, StringComparison.Ordinal);
        Assert.Contains("children:    1 interrupted", shown.Lines);
        Assert.Matches("^‖ desk.wait  interrupted  ", tree.Lines[0]);
        Assert.Matches("^└─ ‖ desk.wait/wait\\(go\\)  interrupted  ", tree.Lines[1]);
        Assert.Equal("└─ … 1 calls: 1 interrupted", counted.Lines[1]);
        Assert.Contains("state:       interrupted", root.Lines);
        Assert.DoesNotContain(root.Lines, line => line.StartsWith("duration:", StringComparison.Ordinal) || line.Contains("running", StringComparison.Ordinal));
        Assert.Equal(RunState.Running, resumed.State);
        Assert.Equal(0, (await cli.RunAsync("runs", "watch", id)).Code);
    }

    [Fact]
    public async Task Watching_goes_on_behind_a_server_that_starts_again()
    {
        var port = FreePorts.Next().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var cli = new CliRun { Server = $"http://127.0.0.1:{port}" };
        ProgramProcess watching;
        string id;
        await using (var first = await RunningDev.StartAsync(_home, "--port", port))
        {
            id = (await cli.RunAsync("run", "desk.wait", "-q")).Lines[0];
            watching = cli.Start("runs", "watch", id);
            Assert.NotNull(await watching.Errors.FirstAsync(line => line.EndsWith("desk.wait  waiting", StringComparison.Ordinal)).Soon("the first line of the run"));
            await first.Process.KillAsync();
        }

        await using (watching)
        {
            Assert.NotNull(await watching.Errors.FirstAsync(line => line.Contains("Trying again", StringComparison.Ordinal)).Soon("word of the broken connection"));
            await using var second = await RunningDev.StartAsync(_home, "--port", port);
            await cli.RunAsync("signal", id, "go", "\"on\"");
            var end = await watching.EndAsync();

            Assert.Equal((0, "\"on\""), (end.Code, Assert.Single(end.Lines)));
            Assert.Single(end.Errors.Split('\n'), line => line.Contains("Trying again", StringComparison.Ordinal));
            Assert.Contains("Connected again.", end.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Interrupt_while_watching_leaves_the_run_and_says_so()
    {
        await using var server = await RunningDev.StartAsync(_home, "--store", "memory");
        using var cli = new CliRun { Server = server.Url };
        await using var watching = cli.Start("run", "desk.wait", "--watch");
        Assert.NotNull(await watching.Errors.FirstAsync(line => line.EndsWith("desk.wait  waiting", StringComparison.Ordinal)).Soon("the first line of the run"));
        watching.Send(Signal.Interrupt);
        var end = await watching.EndAsync();

        Assert.Equal(130, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains("goes on.", end.Errors, StringComparison.Ordinal);
        Assert.Contains("undercurrent runs cancel", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_is_taken_is_named_with_the_option()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var end = await _home.RunAsync("dev", "--tasks", Repository.CliTasks, "--store", "memory", "--port", $"{port}");

        Assert.Equal(2, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains($"The port {port} of 127.0.0.1 is taken", end.Errors, StringComparison.Ordinal);
        Assert.Contains("--port 0", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dev_without_its_port_leaves_the_runs_of_the_record_alone()
    {
        string id;
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        await using (var first = await RunningDev.StartAsync(_home))
        {
            using var before = new CliRun { Server = first.Url };
            id = (await before.RunAsync("run", "desk.wait", "-q")).Lines[0];
            await first.Process.KillAsync();
        }

        var refused = await _home.RunAsync("dev", "--tasks", Repository.CliTasks, "--port", $"{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}");
        await using var second = await RunningDev.StartAsync(_home, "--no-resume");
        using var cli = new CliRun { Server = second.Url };
        var run = await cli.JsonAsync<RunJson>("runs", "show", id);

        Assert.Equal(2, refused.Code);
        Assert.DoesNotContain("resumed", refused.Errors, StringComparison.Ordinal);
        Assert.Equal((RunState.Interrupted, 0), (run.State, run.TakenOver));
    }

    [Fact]
    public async Task Libraries_that_can_not_be_loaded_are_all_named()
    {
        var end = await _home.RunAsync("dev", "--tasks", "missing.dll", "--tasks", Repository.Words);

        Assert.Equal(2, end.Code);
        Assert.Contains("2 task libraries can't be used", end.Errors, StringComparison.Ordinal);
        Assert.Contains("missing.dll", end.Errors, StringComparison.Ordinal);
        Assert.Contains("defines no task", end.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await _home.RunAsync("dev")).Code);
    }

    [Fact]
    public async Task Tokens_let_in_who_has_one_and_nobody_else()
    {
        var token = (await _home.RunAsync("token", "new", "reader", "--scope", "read", "--file", "tokens.json")).Lines[0];
        await using var server = await RunningDev.StartAsync(_home, "--store", "memory", "--tokens", "tokens.json");
        using var cli = new CliRun { Server = server.Url };
        var secret = cli.Write("token", token + "\n");
        var nobody = await cli.RunAsync("runs", "list");
        var reader = await cli.RunAsync("runs", "list", "--token", $"@{secret}");
        var writes = await cli.RunAsync(new Dictionary<string, string> { ["UNDERCURRENT_TOKEN"] = token }, null, "run", "desk.echo", "--inputs", "[\"x\"]");
        var doctor = await cli.RunAsync("doctor", "--token", "uc_wrong");

        Assert.Equal((6, 0, 6), (nobody.Code, reader.Code, writes.Code));
        Assert.Contains("UNDERCURRENT_TOKEN", nobody.Errors, StringComparison.Ordinal);
        Assert.Equal(6, doctor.Code);
        Assert.DoesNotContain(token, nobody.Errors + writes.Errors + server.Process.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_of_a_profile_goes_to_no_other_server()
    {
        var token = (await _home.RunAsync("token", "new", "all", "--file", "tokens.json")).Lines[0];
        await using var server = await RunningDev.StartAsync(_home, "--store", "memory", "--tokens", "tokens.json");
        using var cli = new CliRun();
        await cli.RunAsync("config", "set", "desk", "--server", server.Url, "--token", token);
        var own = await cli.RunAsync("runs", "list");
        var other = await cli.RunAsync("runs", "list", "--server", server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        Assert.Equal((0, 6), (own.Code, other.Code));
    }
}
