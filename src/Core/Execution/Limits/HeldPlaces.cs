namespace Undercurrent.Execution;

/// <summary>
/// The places of a body that runs here: given up while it waits for what it called, taken again before it goes on. So a limit
/// of 1 doesn't stop a task that calls itself. Not thread-safe: its action guards it.
/// </summary>
internal sealed class HeldPlaces
{
    private readonly ILimits _limits;
    private readonly ActionCall _call;
    private readonly (string Limit, int Places)[] _places;

    public HeldPlaces(ILimits limits, ActionCall call, CallPlaces places)
    {
        (_limits, _call, _places, Holder) = (limits, call, [.. places.Of(call)], places.Holder);
        foreach (var (limit, _) in _places)
        {
            limits.Adopt(limit, Holder);
        }
    }

    private string Holder { get; }

    public void Leave()
    {
        foreach (var (limit, _) in _places)
        {
            _limits.Leave(limit, Holder);
        }
    }

    /// <summary>Takes the places again. When it is cancelled, the body goes on without, to its end.</summary>
    public async Task ReturnAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (limit, places) in _places)
            {
                await _limits.EnterAsync(limit, places, _call.RunId, Holder, isReturning: true, cancellationToken).ConfigureAwait(false);
                _limits.Adopt(limit, Holder);
            }
        }
        catch (OperationCanceledException)
        {
            Leave();
        }
    }
}
