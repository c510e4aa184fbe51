using System.Text;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent;

/// <summary>A launched run: its result, its state, its events, and how to cancel it. Thread-safe.</summary>
public class RunHandle
{
    private readonly IRunChannel _channel;

    internal RunHandle(IRunChannel channel) => _channel = channel;

    /// <summary>The run.</summary>
    public RunId RunId => _channel.RunId;

    /// <summary>The run as recorded at this moment: state, times, context, result or failure.</summary>
    /// <exception cref="RunNotRecordedException">The record has it no more.</exception>
    public Task<RunRecord> GetRecordAsync(CancellationToken cancellationToken = default) => _channel.GetRecordAsync(cancellationToken);

    /// <summary>Waits for the end and returns the result's JSON.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <exception cref="TaskFailedException">The run failed.</exception>
    /// <exception cref="ActionCancelledException">The run was cancelled.</exception>
    /// <exception cref="RunInterruptedException">In process, with a durable store: the process that ran it is gone or stopped, and it has not been resumed.</exception>
    /// <exception cref="RunNotRecordedException">The record has it no more; on a cluster without a durable store, the silo that owned it died.</exception>
    public async Task<string> ResultJsonAsync(CancellationToken cancellationToken = default) =>
        Encoding.UTF8.GetString((await WaitForValueAsync(cancellationToken).ConfigureAwait(false)).Span);

    /// <summary>
    /// Asks to cancel the run and every action below it; the run ends soon after. After its end it does nothing.
    /// </summary>
    public Task CancelAsync(CancellationToken cancellationToken = default) => _channel.CancelAsync(cancellationToken);

    /// <summary>
    /// Asks to cancel one action with all below it, whether it runs, waits to be tried again, or is still to be called; the rest of
    /// the run goes on. Its outcome is recorded as cancelled, and its caller gets an <see cref="ActionCancelledException"/>, which it
    /// may catch. Completes when the request is recorded and on its way; it holds for all attempts of the action and, with a
    /// durable store, behind a crash. When the action or the run has ended it does nothing, nor for an id that the run never calls.
    /// </summary>
    /// <param name="actionId">The action, as <see cref="TaskContext.ActionId"/>, events and records have it. The root's ends the run.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="InvalidOperationException">In process: another process runs the run, and has to be asked.</exception>
    /// <exception cref="RunNotRecordedException">In process, with a durable store: the record has the run no more.</exception>
    public Task CancelActionAsync(ActionId actionId, CancellationToken cancellationToken = default) => _channel.CancelActionAsync(actionId, cancellationToken);

    /// <summary>What happens in the run, from its launch to its end; then the stream ends.</summary>
    public IAsyncEnumerable<RunEvent> FollowAsync(CancellationToken cancellationToken = default) => FollowAsync(after: 0, cancellationToken);

    /// <summary>
    /// What happens in the run behind an event that was seen before, to its end: for whoever lost the connection. When that
    /// event was the last of an ended run, the stream ends at once.
    /// </summary>
    /// <remarks>
    /// No event is lost. Each comes once, but for one case: on a cluster whose silos keep the record each in its own memory,
    /// events are numbered by the follower who sees them, so nobody can tell which one is meant; there all of them come
    /// again, numbered from 1, for any <paramref name="after"/>. Those that were seen before are equal to what they were but for their number.
    /// </remarks>
    /// <param name="after">The <see cref="RunEvent.Sequence"/> of the last event that was seen; 0 for the whole stream.</param>
    /// <param name="cancellationToken">Ends the following, not the run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="after"/> is negative.</exception>
    public IAsyncEnumerable<RunEvent> FollowAsync(long after, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        return _channel.FollowAsync(after, cancellationToken);
    }

    /// <summary>This run with the result type of its task.</summary>
    public RunHandle<TResult> As<TResult>(TaskReturning<TResult> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new RunHandle<TResult>(_channel, task);
    }

    private protected async Task<ReadOnlyMemory<byte>> WaitForValueAsync(CancellationToken cancellationToken)
    {
        var outcome = await _channel.WaitForOutcomeAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Kind switch
        {
            OutcomeKind.Succeeded => outcome.Value,
            OutcomeKind.Cancelled => throw new ActionCancelledException($"The run {RunId} was cancelled.", CancellationToken.None),
            _ => throw new TaskFailedException(outcome.Failure!),
        };
    }
}
