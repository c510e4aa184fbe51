using Undercurrent.Cli.Support;
using Undercurrent.Processes;

namespace Undercurrent.Cli.Commands;

/// <summary>What needs no server.</summary>
public sealed class ServerlessTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Server_that_is_not_there_is_code_5_and_says_what_to_start()
    {
        var end = await _cli.RunAsync("runs", "list", "--server", $"http://127.0.0.1:{FreePorts.Next()}");

        Assert.Equal(5, end.Code);
        Assert.Empty(end.Lines);
        Assert.Contains("Can't reach http://127.0.0.1:", end.Errors, StringComparison.Ordinal);
        Assert.Contains("undercurrent dev --tasks", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_data_and_no_error()
    {
        var end = await _cli.RunAsync("runs", "--help");

        Assert.Equal((0, ""), (end.Code, end.Errors));
        Assert.Contains(end.Lines, line => line.TrimStart().StartsWith("list", StringComparison.Ordinal));
        Assert.DoesNotContain((await _cli.RunAsync("--help")).Lines, line => line.TrimStart().StartsWith("complete ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Profiles_are_set_used_shown_and_removed()
    {
        await _cli.RunWithInputAsync("secret-of-prod\n", "config", "set", "prod", "--server", "https://undercurrent.example/", "--token", "-");
        await _cli.RunAsync("config", "set", "desk", "--server", "http://127.0.0.1:8520");
        await _cli.RunAsync("config", "use", "desk");
        var list = await _cli.RunAsync("config", "list");
        var get = await _cli.RunAsync("config", "get", "prod", "-o", "json");
        var removed = await _cli.RunAsync("config", "remove", "prod");
        var gone = await _cli.RunAsync("config", "get", "prod");

        Assert.Matches(@"^\* +desk +http://127.0.0.1:8520$", list.Lines[1]);
        Assert.Matches(@"^ +prod +https://undercurrent.example +\*\*\*$", list.Lines[2]);
        Assert.DoesNotContain("secret-of-prod", string.Concat(get.Lines) + get.Errors, StringComparison.Ordinal);
        Assert.Equal((0, 7), (removed.Code, gone.Code));
    }

    [Fact]
    public async Task Profiles_are_for_their_owners_eyes_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // The user's folder sees to that.
        }

        await _cli.RunAsync("config", "set", "desk", "--server", "http://127.0.0.1:8520", "--token", "t");
        var file = Path.Combine(_cli.Home, "config", "undercurrent", "config.json");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var end = await _cli.RunAsync("doctor", "--server", $"http://127.0.0.1:{FreePorts.Next()}");

        Assert.Equal(5, end.Code);
        Assert.Contains(end.Lines, line => line.StartsWith("warn  configuration", StringComparison.Ordinal));
        Assert.Contains("chmod 600", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_profiles_are_named_without_their_tokens()
    {
        Directory.CreateDirectory(Path.Combine(_cli.Home, "config", "undercurrent"));
        File.WriteAllText(Path.Combine(_cli.Home, "config", "undercurrent", "config.json"), "{\"profiles\": {\"a\": {\"token\": \"uc_secret\", }, oops");
        var end = await _cli.RunAsync("runs", "list");

        Assert.Equal(2, end.Code);
        Assert.Contains("line 1", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("uc_secret", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_are_made_listed_and_revoked()
    {
        var made = await _cli.RunAsync("token", "new", "ci", "--scope", "read", "--expires", "30d");
        var twice = await _cli.RunAsync("token", "new", "ci");
        var list = await _cli.RunAsync("token", "list");
        var revoked = await _cli.RunAsync("token", "revoke", "ci");
        var gone = await _cli.RunAsync("token", "revoke", "ci");
        var wrong = await _cli.RunAsync("token", "new", "a b");

        Assert.StartsWith("uc_", Assert.Single(made.Lines), StringComparison.Ordinal);
        Assert.Equal(7, twice.Code);
        Assert.Matches("^ci +read +", list.Lines[1]);
        Assert.DoesNotContain(made.Lines[0], string.Concat(list.Lines), StringComparison.Ordinal);
        Assert.Equal((0, 7, 2), (revoked.Code, gone.Code, wrong.Code));
    }

    [Theory]
    [InlineData("bash", "complete -F _undercurrent undercurrent")]
    [InlineData("zsh", "#compdef undercurrent")]
    [InlineData("fish", "complete -c undercurrent")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_prints_a_script(string shell, string line)
    {
        var end = await _cli.RunAsync("completion", shell);

        Assert.Equal(0, end.Code);
        Assert.Contains(end.Lines, written => written.StartsWith(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("undercurrent ru", "run", "runs")]
    [InlineData("undercurrent runs ca", "cancel")]
    [InlineData("undercurrent run --max", "--max-concurrency")]
    [InlineData("undercurrent runs list -o js", "json", "jsonl")]
    public async Task Completions_are_those_of_the_line(string line, params string[] words) =>
        Assert.Equal(words, (await _cli.RunAsync("complete", "--", line)).Lines);

    [Fact]
    public async Task Completions_without_a_server_are_none_and_no_error()
    {
        var end = await _cli.RunAsync("complete", "--", $"undercurrent run --server http://127.0.0.1:{FreePorts.Next()} d");

        Assert.Equal((0, ""), (end.Code, end.Errors));
        Assert.Empty(end.Lines);
    }
}
