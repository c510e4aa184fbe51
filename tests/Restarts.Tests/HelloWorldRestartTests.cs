using System.Globalization;
using System.Text.RegularExpressions;
using Undercurrent.Processes;

namespace Undercurrent.Restarts;

/// <summary>The first sample's durable form, killed in the middle of its run.</summary>
public partial class HelloWorldRestartTests
{
    private const int Actions = 1000;

    [Fact]
    public async Task HelloWorld_killed_in_the_middle_resumes_and_says_what_came_from_the_record()
    {
        using var folder = new TempFolder();
        string[] arguments = ["--store", Path.Combine(folder.Path, "hello.db"), "--actions", $"{Actions}"];
        string run;
        await using (var program = ProgramProcess.Start(Repository.Sample("HelloWorld"), arguments))
        {
            var line = await program.Output.FirstAsync(line => line.EndsWith(": launched", StringComparison.Ordinal)).Soon("the launch");
            Assert.True(line is not null, $"HelloWorld launched nothing:\n{program}");
            run = line.Split(':')[0];
            Assert.NotNull(await program.Output.FirstAsync(line => line == "400 greetings").Soon("the middle of the run"));
            await program.KillAsync();
        }

        var end = await ProgramProcess.RunAsync(Repository.Sample("HelloWorld"), arguments);
        Assert.Equal("", end.Errors);
        Assert.Equal(0, end.Code);
        Assert.Matches($"^{Regex.Escape(run)}: found interrupted and resumed; [0-9]+ actions come from the record$", end.Lines[0]);
        var numbers = Numbers().Match(end.Lines[^1]);
        Assert.True(numbers.Success, end.Lines[^1]);
        var (fromRecord, now) = (Number(1), Number(2));
        Assert.InRange(fromRecord, 400, Actions - 1);
        Assert.Equal(Actions + 1, fromRecord + now); // The root is an action too.

        // Nothing is left to resume: the next start launches another run.
        await using var next = ProgramProcess.Start(Repository.Sample("HelloWorld"), arguments);
        Assert.EndsWith(": launched", await next.Output.FirstAsync(_ => true).Soon("its first line"), StringComparison.Ordinal);

        int Number(int group) => int.Parse(numbers.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^result: 1000 greetings; ([0-9]+) actions came from the record, ([0-9]+) ran now$")]
    private static partial Regex Numbers();
}
