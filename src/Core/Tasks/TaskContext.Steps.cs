using Undercurrent.Execution;

namespace Undercurrent;

/// <content>Pieces of a body that are recorded: steps, time, random values.</content>
public sealed partial class TaskContext
{
    /// <summary>
    /// Runs a piece of this body as a step: its value is recorded before this completes, and when the body runs again after a
    /// crash, it is returned instead of running the piece again. For what comes from outside, or must not be done twice.
    /// </summary>
    /// <remarks>
    /// The piece runs here, in this body's context. What it returns is what its JSON reads as, also the first time. It can't
    /// call tasks nor begin other steps; they would be lost when the step is taken from the record. When the action itself is
    /// tried again because it failed, its steps run again, as what it calls does.
    /// </remarks>
    /// <param name="name">1 to 128 of <c>A-Z a-z 0-9 . _ -</c>. Steps of one name are told apart by their order.</param>
    /// <param name="body">The piece.</param>
    /// <exception cref="TaskFailedException">It threw, now or when it was recorded; what, is in the failure as data.</exception>
    /// <exception cref="ActionCancelledException">The action was cancelled.</exception>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    /// <exception cref="InvalidOperationException">The body has ended, or this is inside a step.</exception>
    /// <exception cref="TaskDefinitionException">The type of the value can't travel as JSON.</exception>
    public Task<TResult> StepAsync<TResult>(string name, Func<Task<TResult>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Steps.RunAsync(_open, name, _ => body(), heedsToken: false, CancellationToken.None);
    }

    /// <inheritdoc cref="StepAsync{TResult}(string, Func{Task{TResult}})"/>
    /// <param name="name">1 to 128 of <c>A-Z a-z 0-9 . _ -</c>. Steps of one name are told apart by their order.</param>
    /// <param name="body">The piece; its token is cancelled with the action, with <paramref name="cancellationToken"/>, and when the process stops.</param>
    /// <param name="cancellationToken">Cancels the step alone, which is recorded.</param>
    public Task<TResult> StepAsync<TResult>(string name, Func<CancellationToken, Task<TResult>> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Steps.RunAsync(_open, name, body, heedsToken: true, cancellationToken);
    }

    /// <inheritdoc cref="StepAsync{TResult}(string, Func{Task{TResult}})"/>
    public Task StepAsync(string name, Func<Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Steps.RunAsync(_open, name, _ => WithoutResult(body()), heedsToken: false, CancellationToken.None);
    }

    /// <inheritdoc cref="StepAsync{TResult}(string, Func{CancellationToken, Task{TResult}}, CancellationToken)"/>
    public Task StepAsync(string name, Func<CancellationToken, Task> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Steps.RunAsync(_open, name, token => WithoutResult(body(token)), heedsToken: true, cancellationToken);
    }

    /// <summary>
    /// Waits, also across crashes: the time counts from when this was first reached, so that behind a crash only the rest is
    /// waited for, and nothing when it is over. While it waits, it takes no thread and shows in the record.
    /// </summary>
    /// <param name="delay">From zero to 36,500 days.</param>
    /// <param name="cancellationToken">Ends the wait, which is recorded; the action's own cancellation does so by itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside that range.</exception>
    /// <exception cref="ActionCancelledException">It was cancelled, or the action was.</exception>
    /// <exception cref="InvalidOperationException">The body has ended, or this is inside a step.</exception>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken = default) => DelayWork.RunAsync(_open, delay, cancellationToken);

    /// <summary>The time, recorded as a step: when the body runs again after a crash, it is the time of then.</summary>
    /// <inheritdoc cref="StepAsync{TResult}(string, Func{Task{TResult}})" path="/exception"/>
    public Task<DateTimeOffset> UtcNowAsync() => Steps.UtcNowAsync(_open);

    /// <summary>
    /// Random numbers that are the same when the body runs again after a crash, and others in each try and each run. Nothing is
    /// recorded for them. Never for secrets.
    /// </summary>
    /// <remarks>
    /// The order in which they are drawn decides which they are: branches that run at once draw before they part, or inside
    /// steps, each of which has its own. The numbers don't change with the version of .NET; what <see cref="System.Random"/>
    /// makes of them in Shuffle, GetItems and the like is .NET's.
    /// </remarks>
    public Random Random => Values.Random;

    /// <summary>A new id (a version 4 UUID), with what <see cref="Random"/> says of random numbers; the two don't disturb each other.</summary>
    public Guid NewId() => Values.NewId();

    private StableValues Values =>
        Ambient.Current is { Step: { } step } scope && ReferenceEquals(scope.Action, this) ? step.Values : _open.Values;

    // Null is refused further down, where the step's name is known.
    private static Task<NoResult> WithoutResult(Task? body)
    {
        return body is null ? null! : AwaitAsync(body);

        static async Task<NoResult> AwaitAsync(Task body)
        {
            await body.ConfigureAwait(true);
            return default;
        }
    }
}
