namespace Undercurrent.Execution;

/// <summary>Counts the lost attempts of an action: all of them, and those in a row that achieved nothing.</summary>
internal sealed class LostAttempts(int before, int inARowBefore)
{
    private long _achieved;

    public int Total { get; private set; } = before;

    public int InARow { get; private set; } = inARowBefore;

    public async ValueTask AddAsync(TaskHost host, ActionCall call, Outcome outcome)
    {
        Total++;
        if (outcome.IsHandedOver)
        {
            return;
        }

        InARow++;
        if (InARow > 1 && host.Store.IsShared)
        {
            // A parent that waits for many children may well outlive several silos; one that kills them achieves nothing.
            var achieved = await host.ReadAsync(store => store.CountRecordedChildrenAsync(call.RunId, call.ActionId)).ConfigureAwait(true);
            (InARow, _achieved) = (achieved > _achieved ? 1 : InARow, achieved);
        }
    }
}
