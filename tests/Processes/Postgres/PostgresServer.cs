using System.Globalization;
using Xunit.Sdk;

namespace Undercurrent.Processes;

/// <summary>A PostgreSQL server of the test's own: in a folder of its own, on a free loopback port. Gone when it is disposed.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const int MaxTries = 5;

    // PostgreSQL refuses to run as root: then it runs as the user that Debian's packages make.
    private const string User = "postgres";

    private readonly DirectoryInfo _folder;
    private readonly string _binaries;
    private ProgramProcess? _process;

    private PostgresServer(DirectoryInfo folder, string binaries) => (_folder, _binaries) = (folder, binaries);

    /// <summary>Why no server can be started here, as the reason for which a test is skipped; null when one can, and with CI=true.</summary>
    public static string? Missing { get; } = PostgresBinaries.Folder is null && !IsCi
        ? "PostgreSQL is missing: its programs (initdb, postgres) are neither in /usr/lib/postgresql/*/bin nor on the PATH. "
            + "On Debian: apt-get install postgresql. With CI=true this is a failure."
        : null;

    public int Port { get; private set; }

    public int ProcessId => _process!.Id;

    private static bool IsCi => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A server that answers.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        var binaries = PostgresBinaries.Folder ?? throw new XunitException(
            "These tests need PostgreSQL's programs (initdb, postgres), and they are neither in /usr/lib/postgresql/*/bin nor on the PATH. On Debian: apt-get install postgresql.");
        var server = new PostgresServer(Directory.CreateTempSubdirectory("undercurrent-postgres-"), binaries);
        try
        {
            await server.InitializeAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How Npgsql connects to it.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres");

    /// <summary>Starts it (again), on the port that it had before, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        for (var tries = 1; ; tries++)
        {
            var port = Port == 0 ? FreePorts.Next() : Port;
            _process = StartProgram("postgres", "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", "max_connections=300", "-c", "shared_buffers=64MB", "-c", "fsync=off"); // Only processes die in the tests: what the system has is safe.
            if (await _process.Errors.FirstAsync(line => line.Contains("ready to accept connections", StringComparison.Ordinal)).Soon("PostgreSQL to answer") is not null)
            {
                Port = port;
                return;
            }

            var end = await _process.EndAsync();
            if (tries == MaxTries || Port != 0)
            {
                throw new XunitException($"PostgreSQL ended with exit code {end.Code} instead of getting ready:\n{_process}");
            }
        }
    }

    /// <summary>Stops it: it cuts off whoever is connected, and writes what it has in memory.</summary>
    public Task StopFastAsync() => StopAsync(Signal.Interrupt);

    /// <summary>Stops it as a crash does: at its next start it recovers from its log.</summary>
    public Task StopImmediatelyAsync() => StopAsync(Signal.Quit);

    /// <summary>kill -9 of it and of the processes that it started.</summary>
    public Task KillAsync() => _process!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasEnded: false })
        {
            await StopImmediatelyAsync();
        }

        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private static bool IsRoot => Environment.UserName == "root";

    private async Task StopAsync(Signal signal)
    {
        _process!.Send(signal);
        await _process.EndAsync();
    }

    private async Task InitializeAsync()
    {
        if (IsRoot)
        {
            await using var chown = ProgramProcess.StartCommand("chown", [User, _folder.FullName]);
            Assert.Equal(0, (await chown.EndAsync()).Code);
        }

        var end = await RunAsync("initdb", "-D", Data, "-A", "trust", "-U", User, "-E", "UTF8", "--no-locale", "--no-sync");
        Assert.True(end.Code == 0, $"initdb failed:\n{string.Join('\n', end.Lines)}\n{end.Errors}");
    }

    private async Task<ProgramEnd> RunAsync(string program, params string[] arguments)
    {
        await using var process = StartProgram(program, arguments);
        return await process.EndAsync();
    }

    // setpriv becomes the program itself: its process id is that of the server.
    private ProgramProcess StartProgram(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return IsRoot
            ? ProgramProcess.StartCommand("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", path, .. arguments], _folder.FullName)
            : ProgramProcess.StartCommand(path, arguments, _folder.FullName);
    }
}
