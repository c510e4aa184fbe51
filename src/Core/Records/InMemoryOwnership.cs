namespace Undercurrent.Records;

/// <summary>Who owns a run in the record in memory. Its run guards it.</summary>
internal sealed class InMemoryOwnership(string owner)
{
    private int _lostInARow;

    public string? Owner { get; private set; } = owner;

    public long Epoch { get; private set; } = Execution.RunLaunch.FirstEpoch;

    public bool IsInterrupted { get; private set; }

    public long RecordedActions { get; private set; }

    public int TakenOver => (int)(Epoch - Execution.RunLaunch.FirstEpoch);

    /// <summary>How many owners were lost without one action's outcome recorded in between; a run that waits has nothing to achieve.</summary>
    public int Claim(string owner, long recordedActions, bool waits)
    {
        var wasReleased = Owner is null;
        _lostInARow = wasReleased ? _lostInARow : recordedActions > RecordedActions || waits ? 1 : _lostInARow + 1;
        RecordedActions = recordedActions;
        Owner = owner;
        Epoch++;
        IsInterrupted = false;
        return _lostInARow;
    }

    public void Release(bool interrupted) => (Owner, IsInterrupted) = (null, interrupted);
}
