namespace Undercurrent.Execution;

/// <content>The calls that the body makes, and what it gives up while it waits for them.</content>
internal sealed partial class OpenAction
{
    private readonly HeldPlaces? _places;
    private CallIdentity? _calls;
    private TaskCompletionSource? _callsDone;
    private int _openCalls;
    private int _openWaits;
    private bool _callWasGivenUp;
    private bool _bodyEnded;
    private bool _isAbandoned;

    /// <summary>Notes a call that begins, and names it. A step is none that the body waits for: it is the body.</summary>
    /// <exception cref="InvalidOperationException">The body has ended.</exception>
    public ActionId BeginCall(string task, ReadOnlySpan<byte> inputs, CustomContext context, bool isWait = true)
    {
        CallIdentity calls;
        lock (_gate)
        {
            if (_bodyEnded)
            {
                throw new InvalidOperationException(
                    $"The body of '{Call.Task}' (action {Call.ActionId}) has ended, and work that it left behind now calls '{task}'. "
                    + "Await that work in the body, or launch a run of its own with TaskContext.Current.Runner before the body ends.");
            }

            if (_openCalls++ == 0 && _isBlocking)
            {
                Host.BlockingBodies.BeginWait();
            }

            if (isWait && _openWaits++ == 0)
            {
                // The places of a body that waits are for others.
                _places?.Leave();
            }

            calls = _calls ??= new CallIdentity(Call.ActionId);
        }

        return calls.Next(task, inputs, context);
    }

    /// <param name="wasGivenUp">Because this process stops.</param>
    /// <param name="isWait">As it began: whether the body only waited for it.</param>
    /// <returns>Whether the body has to take its places again before it goes on: see <see cref="ReturnAsync"/>.</returns>
    public bool EndCall(bool wasGivenUp, bool isWait = true)
    {
        lock (_gate)
        {
            _callWasGivenUp |= wasGivenUp;
            var mustReturn = isWait && --_openWaits == 0 && _places is not null && !_bodyEnded && !_isAbandoned;
            if (--_openCalls > 0)
            {
                return mustReturn;
            }

            _callsDone?.SetResult();
            if (_isBlocking)
            {
                Host.BlockingBodies.EndWait();
            }

            return mustReturn;
        }
    }

    /// <summary>The body is abandoned: what it goes on doing counts no more, and holds nothing up.</summary>
    public void LeavePlaces()
    {
        lock (_gate)
        {
            _isAbandoned = true;
            _places?.Leave();
        }
    }

    /// <summary>Takes the places again that the body gave up while it waited.</summary>
    public async Task ReturnAsync()
    {
        await _places!.ReturnAsync(CallToken).ConfigureAwait(false);
        lock (_gate)
        {
            // Another branch of the body waits by now, or there is nobody any more who would give them back.
            if (_openWaits > 0 || _closed || _isAbandoned)
            {
                _places.Leave();
            }
        }
    }

    /// <summary>Ends the body: no further calls; waits for those that are open, cancelling them first when it failed.</summary>
    public async ValueTask EndBodyAsync(bool failed)
    {
        Task done;
        CancellationTokenSource? calls;
        lock (_gate)
        {
            _bodyEnded = true;
            if (_openCalls == 0)
            {
                return;
            }

            _callsDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            done = _callsDone.Task;

            // Also when nobody has asked for a token yet: a call that has just begun does so only now.
            calls = failed ? CallSource : null;
        }

        // Not awaited, since what counts is that the calls end.
        _ = calls?.CancelSafelyAsync(Host.Log);

        await done.ConfigureAwait(false);
    }
}
