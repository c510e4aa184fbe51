using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>A run that loses its owner while it waits for an answer.</summary>
public abstract class WaitRecoveryConformance(RecoveryFixture engine)
{
    private readonly string _id = Gate.NewId();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_that_waits_goes_on_with_another_owner_and_gets_its_answer(bool beforeTheLoss)
    {
        var run = await engine.Runner.StartAsync(WaitRecoveryTasks.Asking, _id);
        var drawn = await Gate.Of(_id + "drawn1").WaitAsync();
        await WaitsAsync(run, 1);
        RunHandle resumed;
        if (beforeTheLoss)
        {
            var killing = engine.KillOwnerAsync(run.RunId).Soon("another owner");
            Assert.True(await engine.Runner.SignalAsync(run.RunId, "approval", "yes").Soon("the sending"));
            resumed = await killing;
        }
        else
        {
            resumed = await engine.KillOwnerAsync(run.RunId).Soon("another owner");
            await WaitsAsync(resumed, 2);
            Assert.True(await engine.Runner.SignalAsync(run.RunId, "approval", "yes").Soon("the sending"));
        }

        Assert.Equal(["1", drawn, "yes", "1"], await resumed.As(WaitRecoveryTasks.Asking).ResultAsync().Soon("the result"));
        Assert.Empty((await resumed.GetRecordAsync()).Warnings);
    }

    private static async Task WaitsAsync(RunHandle run, int count)
    {
        await SeeAsync().Soon($"the start {count} of the wait");

        async Task SeeAsync()
        {
            var seen = 0;
            await foreach (var happened in run.FollowAsync())
            {
                seen += happened.Kind == RunEventKind.AttemptStarted && happened.Task.EndsWith("wait(approval)", StringComparison.Ordinal) ? 1 : 0;
                if (seen == count)
                {
                    return;
                }
            }
        }
    }
}
