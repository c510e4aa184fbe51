namespace Undercurrent.Execution;

/// <summary>Who waits for an attempt where it executes. It is answered when the body has ended, or before, when that is abandoned.</summary>
internal interface IAttemptWaiter
{
    /// <summary>The first answer holds; any later one does nothing.</summary>
    void Answer(Outcome outcome);
}
