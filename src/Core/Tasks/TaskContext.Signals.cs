using Undercurrent.Execution;

namespace Undercurrent;

/// <content>Waits for answers from outside.</content>
public sealed partial class TaskContext
{
    /// <summary>
    /// Waits until somebody answers by name, as <c>runner.SignalAsync(runId, "approval", value)</c> does, also across crashes.
    /// The first answer to a name in a run holds: for it every wait of that name returns it, at once when it has come before.
    /// While it waits, it takes no thread and shows in the record.
    /// </summary>
    /// <typeparam name="TValue">What the answer's JSON is read as.</typeparam>
    /// <param name="name">1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    /// <param name="timeout">How long to wait, up to 36,500 days, counted from when this was first reached, crashes or not; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait, which is recorded; the action's own cancellation does so by itself.</param>
    /// <exception cref="SignalTimeoutException">Nobody answered in time. It is recorded: behind a crash it is thrown again, though an answer came since.</exception>
    /// <exception cref="SignalValueException">The answer can't be read as <typeparamref name="TValue"/>.</exception>
    /// <exception cref="ActionCancelledException">The wait was cancelled, or the action.</exception>
    /// <exception cref="ArgumentException">The name breaks the rule, or the timeout is out of range.</exception>
    /// <exception cref="InvalidOperationException">The body has ended, or this is inside a step.</exception>
    /// <exception cref="TaskDefinitionException">The type can't travel as JSON.</exception>
    public Task<TValue> WaitForAsync<TValue>(string name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        WaitWork.RunAsync<TValue>(_open, name, timeout, cancellationToken);
}
