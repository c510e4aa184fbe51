namespace Undercurrent.Execution;

/// <summary>Somebody asked to cancel the action.</summary>
internal sealed class CancelRequest(TimeSpan grace) : Interruption
{
    public override TimeSpan Grace => grace;

    // Whatever it returned or threw: nobody wants it, and it must not be tried again.
    public override Outcome Instead(ActionCall call, Outcome outcome) =>
        Outcome.Cancelled(outcome.Kind == OutcomeKind.Failed ? outcome.Failure : null);

    public override Outcome Abandoned(ActionCall call) => Outcome.Cancelled(FailureFactory.Of(
        new ActionCancelledException(
            $"The action of '{call.Task}' was cancelled. Its body did not end within {grace} and was abandoned: it may still be running. "
            + "Pass TaskContext.Current.CancellationToken on to what it awaits.",
            CancellationToken.None),
        call));
}
