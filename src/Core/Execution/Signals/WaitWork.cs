using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>A body's wait for a signal.</summary>
internal sealed class WaitWork(TaskHost host, string name, TimeSpan? timeout) : IInlineWork
{
    // Where each silo has a record of its own, the answer comes by itself; this is for the one that was lost on the way.
    private static readonly TimeSpan LookElsewhere = TimeSpan.FromSeconds(5);

    public TaskOptions Losses => DelayWork.Patient;

    public bool CountsTime => true;

    /// <inheritdoc cref="TaskContext.WaitForAsync"/>
    public static Task<TValue> RunAsync<TValue>(OpenAction parent, string name, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var task = StepNames.OfWait(parent.Call.Task, name);
        if (timeout is { } limit)
        {
            DelayWork.Check(limit, nameof(timeout), "WaitForAsync", "For no limit, leave it out.");
        }

        var contract = StepValue<TValue>.ContractFor(parent.Json, $"The value of the signal '{name}'");
        var inputs = timeout is null ? "[]"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(new[] { timeout });
        var call = InlineActions.Begin(parent, task, inputs);
        return AwaitAsync<TValue>(parent, call, new WaitWork(parent.Host, name, timeout), name, cancellationToken);

        async Task<TResult> AwaitAsync<TResult>(OpenAction parent, ActionCall call, WaitWork work, string name, CancellationToken cancellationToken)
        {
            var outcome = await InlineActions.RunAsync(parent, call, work, cancellationToken).ConfigureAwait(true);
            if (outcome is { Kind: OutcomeKind.Failed, Failure: { } failure } && failure.Type == typeof(SignalTimeoutException).FullName)
            {
                throw new SignalTimeoutException(name, failure.Message);
            }

            return Read<TResult>(InlineActions.Unwrap(outcome, call, cancellationToken), parent, call, name);
        }
    }

    public async Task<Outcome> RunAsync(ActionCall call, DateTimeOffset since, CancellationToken token)
    {
        using var awake = new FollowingSource(host.Log, token, host.Stopping);
        try
        {
            return await WaitAsync(call.RunId, timeout is { } limit ? since + limit : null, awake.Token).ConfigureAwait(true) is { } signal
                ? Outcome.Succeeded(signal.Value)
                : Outcome.Failed(TimedOut(call), canRetry: false);
        }
        catch (OperationCanceledException) when (awake.IsCancellationRequested)
        {
            return InlineActions.IsStopped(host, token) ? InlineActions.HandedOver(host, call) : Outcome.Cancelled();
        }
    }

    // Null when the time is over. An answer that is there by then counts, whenever it came.
    private async Task<Signal?> WaitAsync(RunId runId, DateTimeOffset? due, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(runId).ConfigureAwait(true) is { } found)
            {
                return found;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var pause = host.FindSignalElsewhereAsync is null ? Timers.Longest : LookElsewhere;
            if (due - host.Time.GetUtcNow() is { } left)
            {
                if (left <= TimeSpan.Zero)
                {
                    return null;
                }

                pause = left < pause ? left : pause;
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                return await host.Store.WaitForSignalAsync(runId, name, waiting.Token).WaitAsync(pause, host.Time, cancellationToken).ConfigureAwait(true);
            }
            catch (TimeoutException)
            {
                await waiting.CancelAsync().ConfigureAwait(true);
            }
        }
    }

    private async Task<Signal?> FindAsync(RunId runId)
    {
        var here = await host.ReadAsync(store => store.FindSignalAsync(runId, name)).ConfigureAwait(true);
        return here is not null || host.FindSignalElsewhereAsync is null ? here : await host.FindSignalElsewhereAsync(runId, name).ConfigureAwait(true);
    }

    private TaskFailure TimedOut(ActionCall call) => new()
    {
        Type = typeof(SignalTimeoutException).FullName!,
        Message = $"Nobody answered '{name}' within {timeout}. An answer is sent by runner.SignalAsync(\"{call.RunId}\", \"{name}\", value); one that comes later is kept for the next wait.",
        Task = call.Task,
        ActionId = call.ActionId,
        Attempt = call.Attempt,
    };

    private static TValue Read<TValue>(ReadOnlyMemory<byte> json, OpenAction parent, ActionCall call, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, StepValue<TValue>.ContractFor(parent.Json, call.Task))!;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new SignalValueException(
                name,
                $"The answer to '{name}' in the run '{call.RunId}' can't be read as {typeof(TValue).Name}: {JsonWords.Of(exception)} "
                + "The first answer to a name holds: for another one wait under another name.",
                exception);
        }
    }
}
