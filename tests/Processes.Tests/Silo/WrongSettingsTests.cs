namespace Undercurrent.Processes;

/// <summary>A silo with wrong settings tells all that is wrong, ends with exit code 2 and has started nothing.</summary>
public class WrongSettingsTests
{
    [Fact]
    public async Task Command_line_with_many_errors_is_refused_with_all_of_them()
    {
        var errors = await RefusedAsync(
            folder: null, environment: [],
            "--silo-prt", "12000", "--name", "--silo-port=70000", "--gateway-port", "many", "--primary", "first", "--drain-seconds", "-1",
            "--max-payload-bytes", "0", "--max-blocking-threads", "1.5", "--log-level", "loud", "--cluster-id", "a", "--cluster-id", "b");
        Assert.Equal(
            [
                "There is no option '--silo-prt'; did you mean '--silo-port'. --help lists them.",
                "--name needs a value: --name text",
                "--cluster-id is given twice.",
                "SiloPort is '70000'; it must be a whole number from 1 to 65535.",
                "GatewayPort is 'many'; it must be a whole number from 1 to 65535.",
                "No task library is named, so this silo could run nothing. Name at least one: --tasks path/to/Library.dll",
                "Primary is 'first'; it must be an address and the silo port of the first silo, as in localhost:11111.",
                "DrainSeconds is '-1'; it must be a whole number from 0 to 86400.",
                "MaxPayloadBytes is '0'; it must be a whole number from 1 to 33554432.",
                "MaxBlockingThreads is '1.5'; it must be a whole number from 1 to 10000.",
                "LogLevel is 'loud'; allowed are Trace, Debug, Information, Warning, Error, Critical, None.",
            ],
            errors);
    }

    [Fact]
    public async Task Equal_ports_are_refused()
    {
        var errors = await RefusedAsync(folder: null, environment: [], "--tasks", Repository.TestTasks, "--silo-port", "12000", "--gateway-port", "12000");
        Assert.Equal(["SiloPort and GatewayPort are both 12000; they must differ."], errors);
    }

    [Fact]
    public async Task Http_for_others_than_this_machine_without_tokens_is_refused()
    {
        var errors = await RefusedAsync(
            folder: null, environment: [], "--tasks", Repository.TestTasks, "--http-port", "8520", "--http-address", "0.0.0.0", "--http-baggage", "region;no key");
        Assert.Equal(2, errors.Length);
        Assert.StartsWith("HttpAddress is '0.0.0.0' and HttpTokens is missing: whoever reaches that address could launch and cancel runs.", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("HttpBaggage: ", errors[1], StringComparison.Ordinal);
        Assert.Contains("'no key'", errors[1], StringComparison.Ordinal);

        var useless = await RefusedAsync(folder: null, environment: [], "--tasks", Repository.TestTasks, "--http-tokens", "tokens.json");
        Assert.Equal(["HttpTokens has no use without HttpPort, which serves the API and the pages: --http-port 8520, or leave it out."], useless);
    }

    [Fact]
    public async Task Sensitive_key_that_is_no_pattern_is_refused()
    {
        var errors = await RefusedAsync(folder: null, environment: [], "--tasks", Repository.TestTasks, "--sensitive-keys", "password;a b");

        Assert.StartsWith("SensitiveKeys: 'a b' is no pattern of context keys", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_another_cluster_or_store_are_refused()
    {
        var ofMemory = await RefusedAsync(
            folder: null, environment: [],
            "--tasks", Repository.TestTasks, "--store", "memory", "--sqlite", "runs.db", "--synchronous", "normal", "--durability", "relaxed", "--keep-days", "all",
            "--keep-runs", "0", "--connection", "Host=somewhere");
        Assert.Equal(
            [
                "Sqlite is for the store 'sqlite' only; leave it out, or choose that store with Store.",
                "Synchronous is for the store 'sqlite' only; leave it out, or choose that store with Store.",
                "Durability is for the store 'sqlite' or 'postgres' only; leave it out, or choose that store with Store.",
                "KeepDays is for the store 'sqlite' or 'postgres' only; leave it out, or choose that store with Store.",
                "KeepRuns is for the store 'sqlite' or 'postgres' only; leave it out, or choose that store with Store.",
                "Connection has no use: neither Cluster nor Store is 'postgres'. Leave it out, or set one of them.",
            ],
            ofMemory);

        var ofPostgres = await RefusedAsync(
            folder: null, environment: [],
            "--tasks", Repository.TestTasks, "--cluster", "postgres", "--store", "sqlite", "--primary", "localhost:11111");
        Assert.Equal(
            [
                "Primary has no use with Cluster 'postgres': the database keeps the membership, and no silo is the first. Leave it out.",
                "Store is 'sqlite'; with Cluster 'postgres' it can only be 'postgres': silos of several machines need one record.",
                "Connection is missing, and Cluster is 'postgres': --connection \"Host=…;Database=…;Username=…;Password=…\", or UNDERCURRENT_Connection in the environment.",
            ],
            ofPostgres);
    }

    [Fact]
    public async Task Values_of_cluster_store_and_address_that_are_none_are_refused_with_those_that_are()
    {
        var errors = await RefusedAsync(
            folder: null, environment: [],
            "--tasks", Repository.TestTasks, "--cluster", "swarm", "--store", "files", "--durability", "none", "--synchronous", "off", "--keep-days", "-1",
            "--keep-runs", "many", "--address", "0.0.0.0", "--health-port", "30000", "--connection", "Host=somewhere");
        Assert.Equal(
            [
                "GatewayPort and HealthPort are both 30000; they must differ.",
                "Cluster is 'swarm'; allowed are localhost, postgres.",
                "Address is '0.0.0.0'; it must be the address under which others reach this machine, as in 10.0.0.5, or a name that resolves to it (and not to a loopback address).",
                "Store is 'files'; allowed are sqlite, postgres, memory.",
                "KeepDays is '-1'; it must be a whole number from 0 to 36500, or 'all'.",
                "Durability is 'none'; allowed are committed, relaxed.",
                "Synchronous is 'off'; allowed are full, normal.",
                "KeepRuns is 'many'; it must be a whole number from 0 to 2147483647, or 'all'.",
            ],
            errors);
    }

    [Theory]
    [InlineData("Host=localhost;Password=begin;hidden-end")]
    [InlineData("Host=localhost;Pasword=hidden")]
    [InlineData("Username=me;Password=hidden")]
    public async Task Connection_string_is_never_shown(string connection)
    {
        var error = Assert.Single(await RefusedAsync(
            folder: null, new() { ["UNDERCURRENT_Connection"] = connection }, "--tasks", Repository.TestTasks, "--store", "postgres"));
        Assert.StartsWith("Connection: The connection string ", error, StringComparison.Ordinal);
        Assert.Contains("its form is \"Host=…;", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Library_without_a_path_is_refused()
    {
        var errors = await RefusedAsync(folder: null, environment: [], "--tasks", "");
        Assert.Equal(["Tasks has an empty entry; each is the path of a task library: --tasks path/to/Library.dll"], errors);
    }

    [Fact]
    public async Task Libraries_that_cannot_be_used_are_all_named()
    {
        using var temp = new TempFolder();
        var text = temp.Write("text.dll", "This is no library.");
        var copy = temp.Copy(Path.GetDirectoryName(Repository.TestTasks)!, "copy");
        var errors = await RefusedAsync(
            temp.Path, environment: [],
            "--tasks", "missing.dll", "--tasks", text, "--tasks", Repository.Words, "--tasks", Repository.TestTasks,
            "--tasks", Path.Combine(copy, Path.GetFileName(Repository.TestTasks)), "--drain-seconds", "soon");
        Assert.Collection(
            errors,
            error => Assert.Equal("DrainSeconds is 'soon'; it must be a whole number from 0 to 86400.", error),
            error => Assert.Matches("^There is no task library at .*missing\\.dll\\. Build it", error),
            error => Assert.Matches("text\\.dll is no \\.NET library that this program can load: ", error),
            error => Assert.Matches("Words\\.dll defines no task\\. A task is a static field: ", error),
            error => Assert.Matches("There are two task environments 'tree': at .*TreeTasks\\.cs:\\d+ and at .*TreeTasks\\.cs:\\d+\\. Rename one", error));
    }

    [Fact]
    public async Task Library_whose_dependency_is_missing_is_refused()
    {
        using var temp = new TempFolder();
        var copy = temp.Copy(Path.GetDirectoryName(Repository.TestTasks)!, "copy", leaveOut: file => file.Contains("Words", StringComparison.Ordinal));
        var errors = await RefusedAsync(temp.Path, environment: [], "--tasks", Path.Combine(copy, Path.GetFileName(Repository.TestTasks)));
        Assert.Matches("Tasks\\.dll needs Undercurrent\\.Processes\\.Words, which is neither beside it nor part of this program\\. ", Assert.Single(errors));
    }

    [Fact]
    public async Task File_that_is_no_json_is_refused_with_the_place()
    {
        using var temp = new TempFolder();
        temp.Write("undercurrent.json", "{\n  \"SiloPort\": 12000,\n  \"Name\"\n}");
        var errors = await RefusedAsync(temp.Path, environment: [], "--tasks", Repository.TestTasks, "--nme", "x");
        Assert.Collection(
            errors,
            error => Assert.StartsWith("There is no option '--nme'; did you mean '--name'.", error, StringComparison.Ordinal),
            error => Assert.Matches("undercurrent\\.json can't be read: .*LineNumber: 3", error));
    }

    [Fact]
    public async Task Unknown_and_wrong_settings_of_file_and_environment_are_refused_together()
    {
        using var temp = new TempFolder();
        temp.Write("undercurrent.json", """{ "SiloPrt": 12000, "GatewayPort": "none" }""");
        var errors = await RefusedAsync(
            temp.Path,
            new() { ["UNDERCURRENT_DrainSecond"] = "3", ["UNDERCURRENT_SiloPort"] = "x", ["UNDERCURRENT_Tasks"] = Repository.TestTasks });
        Assert.Equal(
            [
                "There is no setting 'DrainSecond'; did you mean 'DrainSeconds'. --help lists them.",
                "There is no setting 'SiloPrt'; did you mean 'SiloPort'. --help lists them.",
                "SiloPort is 'x'; it must be a whole number from 1 to 65535.",
                "GatewayPort is 'none'; it must be a whole number from 1 to 65535.",
            ],
            errors);
    }

    private static async Task<string[]> RefusedAsync(string? folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var end = await ProgramProcess.RunAsync(Repository.Silo, arguments, folder, environment);
        Assert.Equal(2, end.Code);
        Assert.Empty(end.Lines);
        var lines = end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("The silo can't start with these settings:", lines[0]);
        return [.. lines[1..].Select(line => line.StartsWith("  - ", StringComparison.Ordinal) ? line[4..] : $"NOT AN ERROR OF ITS OWN: {line}")];
    }
}
