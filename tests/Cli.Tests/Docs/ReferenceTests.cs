using System.Globalization;
using System.Reflection;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Settings;
using Undercurrent.Processes;

namespace Undercurrent.Cli.Docs;

public sealed class ReferenceTests
{
    private const string ApproveVariable = "APPROVE_CLI_REFERENCE";

    private static readonly string Guide = Path.Combine(Repository.Root, "docs", "cli.md");
    private static readonly string Reference = Path.Combine(Repository.Root, "docs", "cli-reference.md");

    [Fact]
    public void Reference_is_that_of_the_program()
    {
        var now = CommandReference.Write(RootVerb.Create(Host()));
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            File.WriteAllText(Reference, now);
            return;
        }

        Assert.True(
            File.Exists(Reference) && File.ReadAllText(Reference) == now,
            $"docs/cli-reference.md is no longer that of the program. Look at its diff behind: {ApproveVariable}=1 dotnet run test.cs -- --projects Cli.Tests --filter ReferenceTests");
    }

    [Fact]
    public void Every_exit_code_is_documented()
    {
        var guide = File.ReadAllText(Guide);
        var codes = typeof(ExitCode).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (int)field.GetRawConstantValue()!);

        Assert.All(codes, code => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\n| {code} | "), guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_word_of_a_line_in_the_guide_is_one_of_the_program()
    {
        var root = RootVerb.Create(Host());
        var lines = File.ReadAllLines(Guide).Where(line => line.StartsWith("$ undercurrent ", StringComparison.Ordinal)).Select(line => line[2..].Split(" | ")[0].Split(" > ")[0]).ToArray();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Empty(UsageErrors.Of(root.Parse(line["undercurrent ".Length..], CommandLine.Parser))));
    }

    private static CliHost Host() => new()
    {
        Screen = new Screen { Out = TextWriter.Null, Err = TextWriter.Null, In = TextReader.Null },
        Environment = _ => null,
        Config = new ConfigFile(Path.Combine(Path.GetTempPath(), "undercurrent-without-profiles", "config.json")),
        Time = TimeProvider.System,
    };
}
