using Undercurrent.Conformance;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Waiting for what another process records.</summary>
public abstract class WaitContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task All_who_wait_are_told_of_an_end_that_another_process_records()
    {
        await using var other = await Fixture.OpenAsync();
        for (var round = 0; round < 5; round++)
        {
            var run = await LaunchedAsync();
            var elsewhere = new TestRun(other, run.Launch);
            var first = Store.WaitForEndAsync(run.Id, CancellationToken.None);
            await run.RecordAsync();
            await elsewhere.EndRunAsync();

            // He looks before the poll does, and finds the end that the first sleeps on.
            var second = Store.WaitForEventAsync(run.Id, 0, CancellationToken.None);

            await first.Soon("the end for the first");
            await second.Soon("the event for the second");
        }
    }
}
