namespace Undercurrent.Execution;

/// <summary>Counts the lost attempts of an action: all of them, and those in a row that achieved nothing.</summary>
internal sealed class LostAttempts(int before, int inARowBefore)
{
    public int Total { get; private set; } = before;

    public int InARow { get; private set; } = inARowBefore;

    /// <param name="host">Where the caller runs.</param>
    /// <param name="call">The call whose attempt was lost.</param>
    /// <param name="outcome">The loss.</param>
    /// <param name="since">When the attempt began.</param>
    public async ValueTask AddAsync(TaskHost host, ActionCall call, Outcome outcome, DateTimeOffset since)
    {
        Total++;
        if (outcome.IsHandedOver)
        {
            return;
        }

        // A parent that waits for its children may well outlive several silos; what kills them is one of those, if any.
        InARow = InARow > 0 && host.Store.IsShared
            && await host.ReadAsync(store => store.HasProgressAsync(call.RunId, call.ActionId, since)).ConfigureAwait(false) ? 1 : InARow + 1;
    }
}
