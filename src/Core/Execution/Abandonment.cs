using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// Ends an attempt that is interrupted: its token is cancelled, and with it what its body called; a body that doesn't heed
/// that within the grace time is left behind, and who waits for it is answered without it.
/// </summary>
internal static class Abandonment
{
    /// <summary>Never faults.</summary>
    public static async Task InterruptAsync(OpenAction action, Interruption why)
    {
        if (!action.TryInterrupt(why))
        {
            // Its body has ended, or it is interrupted already.
            return;
        }

        // Not awaited: a callback of the body's may take as long as it wants.
        _ = action.CancelAsync();
        try
        {
            await why.BodyEnded.WaitAsync(why.Grace, action.Host.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (why.TryDecide())
            {
                await AnswerAsync(action, why).ConfigureAwait(false);
            }
        }
    }

    private static async Task AnswerAsync(OpenAction action, Interruption why)
    {
        var (host, call) = (action.Host, action.Call);
        action.LeavePlaces();
        Outcome outcome;
        try
        {
            CallerLog.BodyAbandoned(host.Log, call.Task, call.ActionId, call.Attempt, why.Grace);
            outcome = await ExecutingSide.RecordAsync(host, call, why.Abandoned(call)).ConfigureAwait(false);
        }
        catch (RunTakenOverException)
        {
            outcome = Outcome.Superseded();
        }
        catch (Exception exception)
        {
            // It can't be recorded; as for any attempt, its caller is told so.
            outcome = Outcome.Failed(FailureFactory.From(exception, call));
        }

        action.Waiter?.Answer(outcome);
        why.SetAnswered();
    }
}
