namespace Undercurrent.Execution;

/// <summary>One who waits in a <see cref="FairQueue"/>.</summary>
internal sealed class PlaceWaiter(int places, string holder)
{
    private readonly TaskCompletionSource<bool> _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Places => places;

    public string Holder => holder;

    public bool IsOver => _entered.Task.IsCompleted;

    /// <summary>True when it got a place, false when it was withdrawn.</summary>
    public Task<bool> Entered => _entered.Task;

    public void Grant() => _entered.SetResult(true);

    public void Withdraw() => _entered.TrySetResult(false);
}
