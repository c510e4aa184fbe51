namespace Undercurrent.Execution;

/// <summary>Why an attempt is to end before its body has ended by itself. One object for each time. Thread-safe.</summary>
internal abstract class Interruption
{
    private readonly TaskCompletionSource _bodyEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isDecided;

    /// <summary>How long the body may go on to heed its token.</summary>
    public abstract TimeSpan Grace { get; }

    /// <summary>Completes when the body has ended in time.</summary>
    public Task BodyEnded => _bodyEnded.Task;

    /// <summary>How the attempt ended, when its body ended so within the grace time.</summary>
    public abstract Outcome Instead(ActionCall call, Outcome outcome);

    /// <summary>How the attempt ended when its body did not.</summary>
    public abstract Outcome Abandoned(ActionCall call);

    /// <summary>The body has ended. When it had been abandoned, its end counts for nothing, and comes behind the answer.</summary>
    public async ValueTask<Outcome> EndBodyAsync(ActionCall call, Outcome outcome)
    {
        if (TryDecide())
        {
            _bodyEnded.SetResult();
            return outcome.Kind == OutcomeKind.Superseded ? outcome : Instead(call, outcome);
        }

        await _answered.Task.ConfigureAwait(true);
        return Outcome.Superseded();
    }

    /// <summary>Whether who asks is the one to say how the attempt ended: the body's end, or its abandonment.</summary>
    public bool TryDecide() => Interlocked.Exchange(ref _isDecided, 1) == 0;

    /// <summary>Who waits for the attempt has been answered.</summary>
    public void SetAnswered() => _answered.SetResult();
}
