using System.Text.Json;

namespace Undercurrent.Execution;

/// <summary>The steps of a body.</summary>
internal static class Steps
{
    private static readonly byte[] NoInputs = "[]"u8.ToArray();

    public static Task<TResult> RunAsync<TResult>(
        OpenAction parent, string name, Func<CancellationToken, Task<TResult>> body, bool heedsToken, CancellationToken cancellationToken) =>
        RunNamedAsync(parent, StepNames.OfStep(parent.Call.Task, name), body, heedsToken, cancellationToken);

    /// <summary>The time, recorded.</summary>
    public static Task<DateTimeOffset> UtcNowAsync(OpenAction parent) =>
        RunNamedAsync(parent, StepNames.OfUtcNow(parent.Call.Task), _ => Task.FromResult(parent.Host.Time.GetUtcNow()), heedsToken: false, CancellationToken.None);

    // Named now, before anything is awaited: in which order steps are reached decides which of equal ones is which.
    private static Task<TResult> RunNamedAsync<TResult>(
        OpenAction parent, string task, Func<CancellationToken, Task<TResult>> body, bool heedsToken, CancellationToken cancellationToken)
    {
        var work = new StepWork<TResult>(parent, StepValue<TResult>.ContractFor(parent.Json, $"The value of the step '{task}'"), body, heedsToken);
        return AwaitAsync(parent, InlineActions.Begin(parent, task, NoInputs), work, cancellationToken);
    }

    private static async Task<TResult> AwaitAsync<TResult>(OpenAction parent, ActionCall call, StepWork<TResult> work, CancellationToken cancellationToken)
    {
        var outcome = await InlineActions.RunAsync(parent, call, work, cancellationToken).ConfigureAwait(true);
        return Read<TResult>(InlineActions.Unwrap(outcome, call, cancellationToken), parent, call);
    }

    // Always from the JSON, so that a body gets the same from a step that runs as from one that is taken from the record.
    private static TResult Read<TResult>(ReadOnlyMemory<byte> json, OpenAction parent, ActionCall call)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, StepValue<TResult>.ContractFor(parent.Json, call.Task))!;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TaskInputException(
                call.Task,
                $"The recorded value of the step '{call.Task}' (action {call.ActionId}) can't be read as {typeof(TResult).Name}: {JsonWords.Of(exception)} Was it recorded by another version of the task?",
                exception);
        }
    }
}
