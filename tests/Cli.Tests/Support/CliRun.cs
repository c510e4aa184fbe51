using System.Text.Json;
using System.Text.Json.Serialization;
using Undercurrent.Processes;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Support;

/// <summary>Runs the built command line in a process of its own, with a home of its own.</summary>
internal sealed class CliRun : IDisposable
{
    // What the program writes has to be the contract, with nothing in addition.
    private static readonly JsonSerializerOptions Strict = new(ContractJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private readonly TempFolder _home = new();

    public string Home => _home.Path;

    /// <summary>The server, unless a test names another one.</summary>
    public string? Server { get; init; }

    public string Write(string name, string text) => _home.Write(name, text);

    /// <summary>Runs it to its end.</summary>
    public Task<ProgramEnd> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), null, arguments);

    /// <summary>Runs it with a text on standard input.</summary>
    public Task<ProgramEnd> RunWithInputAsync(string input, params string[] arguments) => RunAsync(new Dictionary<string, string>(), input, arguments);

    public async Task<ProgramEnd> RunAsync(IReadOnlyDictionary<string, string> environment, string? input, params string[] arguments)
    {
        await using var process = Start(environment, input, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs it and expects success; what it wrote to standard output, read as the contract.</summary>
    public async Task<T> JsonAsync<T>(params string[] arguments)
    {
        var end = await RunAsync([.. arguments, "-o", "json"]);
        Assert.True(end.Code == 0, $"exit code {end.Code}: {end.Errors}");
        return Read<T>(string.Join('\n', end.Lines));
    }

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Strict)!;

    public ProgramProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), null, arguments);

    public ProgramProcess Start(IReadOnlyDictionary<string, string> environment, string? input, params string[] arguments)
    {
        var file = input is null ? "/dev/null" : _home.Write($"input-{Path.GetRandomFileName()}", input);
        return ProgramProcess.StartCommand("/bin/sh", ["-c", "exec \"$@\" < \"$STANDARD_INPUT\"", "sh", Dotnet, Repository.Cli, .. arguments], Home, Environment(environment, file));
    }

    /// <summary>Runs it on a terminal of this size; both of its outputs are in the lines, with all control characters.</summary>
    public async Task<ProgramEnd> RunOnTerminalAsync(int columns, int rows, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var command = string.Join(' ', new[] { Dotnet, Repository.Cli }.Concat(arguments).Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        await using var process = ProgramProcess.StartCommand(
            "/bin/sh", ["-c", "exec script -qec \"$0\" /dev/null < /dev/null", $"stty cols {columns} rows {rows}; {command}"], Home, Environment(environment, "/dev/null"));
        return await process.EndAsync();
    }

    public void Dispose() => _home.Dispose();

    private static string Dotnet => System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private Dictionary<string, string> Environment(IReadOnlyDictionary<string, string> more, string input)
    {
        var all = new Dictionary<string, string>
        {
            ["STANDARD_INPUT"] = input,
            ["HOME"] = Home,
            ["XDG_CONFIG_HOME"] = Path.Combine(Home, "config"),
            ["XDG_DATA_HOME"] = Path.Combine(Home, "data"),
            ["TERM"] = "xterm",
            ["NO_COLOR"] = "",
            ["TZ"] = "UTC",
        };
        if (Server is not null)
        {
            all["UNDERCURRENT_SERVER"] = Server;
        }

        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }
}
