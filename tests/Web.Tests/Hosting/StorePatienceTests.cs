using System.Net;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Hosting;

public sealed class StorePatienceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Read_that_waits_for_a_store_that_is_away_is_a_problem_with_words()
    {
        var time = new ManualTime();
        var stuck = default(StuckRunner)!;
        await using var site = await Site.StartAsync(with: backend => backend with
        {
            Time = time,
            Runner = stuck = new StuckRunner(backend.Runner),
            StoreProblem = _ => Task.FromResult<string?>("the disk is on fire"),
        });

        var asking = site.Http.GetAsync("/api/v1/runs/x/events");
        await stuck.Asked;
        await time.TimersDueInAsync(Patience);
        time.Advance(Patience);

        using var answer = await asking;
        var problem = await answer.ReadProblemAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "store-unavailable"), (answer.StatusCode, problem.Slug()));
        Assert.Contains("the disk is on fire", problem.Detail, StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Read_that_is_slow_while_the_store_answers_is_waited_for()
    {
        var time = new ManualTime();
        var looks = 0;
        var stuck = default(StuckRunner)!;
        await using var site = await Site.StartAsync(with: backend => backend with
        {
            Time = time,
            Runner = stuck = new StuckRunner(backend.Runner),
            StoreProblem = _ => Task.FromResult(++looks < 3 ? null : "away"),
        });

        var asking = site.Http.GetAsync("/api/v1/runs/x/events");
        await stuck.Asked;
        for (var round = 1; round <= 3; round++)
        {
            Assert.False(asking.IsCompleted);
            await time.TimersDueInAsync(Patience);
            time.Advance(Patience);
        }

        using var answer = await asking;
        Assert.Equal("store-unavailable", (await answer.ReadProblemAsync()).Slug());
        Assert.Equal(3, looks);
    }
}
