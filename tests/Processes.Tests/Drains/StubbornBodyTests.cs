using System.Text;

namespace Undercurrent.Processes;

public class StubbornBodyTests
{
    [Theory]
    [InlineData("waiting.ignore")]
    [InlineData("waiting.block")]
    public async Task Body_that_ignores_its_token_does_not_keep_the_silo_from_stopping(string task)
    {
        await using var silo = await SiloProcess.StartAsync(new SiloPlan { DrainSeconds = 1 });
        await using var runner = await Clients.ConnectAsync(silo);
        using var gate = new Gate();
        await runner.LaunchAsync(new RunRequest(task, Encoding.UTF8.GetBytes($"[{gate.Port}]"), new RunOptions()));
        await gate.NextAsync("the body");

        await silo.TerminateAsync();

        var end = await silo.EndAsync();
        Assert.Contains("The drain time is over", end.Errors, StringComparison.Ordinal);
        Assert.Equal(0, end.Code);
    }
}
