using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>
/// Is cancelled with the tokens that it follows, as a linked source is. But what is registered on it, and what goes on behind
/// a wait for it, runs apart: it may take as long as it wants, or throw, and holds up neither who cancels nor anybody else
/// whom the cancellation is for.
/// </summary>
/// <remarks>For whatever code of tasks may hang on: the tokens of bodies, and waits that bodies go on behind.</remarks>
internal sealed class FollowingSource : CancellationTokenSource
{
    private static readonly Action<object?> Follow = static source => _ = ((FollowingSource)source!).FollowAsync();

    private readonly ILogger _log;
    private readonly CancellationTokenRegistration _first;
    private readonly CancellationTokenRegistration _second;

    /// <param name="log">Gets what callbacks throw.</param>
    /// <param name="first">A token to follow.</param>
    /// <param name="second">Another one.</param>
    public FollowingSource(ILogger log, CancellationToken first, CancellationToken second = default)
    {
        _log = log;
        _first = first.UnsafeRegister(Follow, this);
        _second = second.UnsafeRegister(Follow, this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // It doesn't wait for a cancellation that arrives at this moment; that one does nothing any more.
            _first.Unregister();
            _second.Unregister();
            if (IsCancellationRequested)
            {
                // What is registered may still be about to run; it would be forgotten. Nothing else is left to free.
                return;
            }
        }

        base.Dispose(disposing);
    }

    private Task FollowAsync() => this.CancelSafelyAsync(_log);
}
