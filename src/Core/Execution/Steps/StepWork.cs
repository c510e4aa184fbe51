using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Undercurrent.Execution;

/// <summary>A step: a piece of a body, run once and recorded.</summary>
/// <typeparam name="TResult">Its value.</typeparam>
/// <param name="parent">The action whose body it is a piece of.</param>
/// <param name="value">How its value becomes JSON.</param>
/// <param name="body">The piece.</param>
/// <param name="heedsToken">Whether it is given the token; what it returns when that is signalled is then not its value.</param>
internal sealed class StepWork<TResult>(
    OpenAction parent, JsonTypeInfo<TResult> value, Func<CancellationToken, Task<TResult>> body, bool heedsToken) : IInlineWork
{
    public TaskOptions Losses => TaskOptions.Default;

    public bool CountsTime => false;

    // What it sets in the ambient state is gone when it returns: it is async.
    public async Task<Outcome> RunAsync(ActionCall call, DateTimeOffset since, CancellationToken token)
    {
        var host = parent.Host;
        var step = new OpenStep(call);
        Ambient.Push(call.Context, call.Group, step);
        using var span = ActionTracing.Start(call);
        try
        {
            var json = await RunAsync(call.Task, token).ConfigureAwait(true);
            if (InlineActions.IsStopped(host, token) && (heedsToken || parent.IsStopped))
            {
                return InlineActions.HandedOver(host, call, "it returned a value, but only after it had been stopped");
            }

            PayloadLimit.CheckResult(call.Task, json.Length, host.Options.MaxPayloadBytes);
            return step.Reads.AddTo(Outcome.Succeeded(json));
        }
        catch (Exception exception) when (InlineActions.IsStopped(host, token))
        {
            return InlineActions.HandedOver(host, call, FailureFactory.From(exception, call).Message);
        }
        catch (Exception exception) when (token.IsCancellationRequested && ExecutingSide.IsCancellation(exception))
        {
            return Outcome.Cancelled();
        }
        catch (Exception exception)
        {
            var failure = parent.Scrub(FailureFactory.From(exception, call));
            span?.SetStatus(ActivityStatusCode.Error, failure.Headline);
            return step.Reads.AddTo(Outcome.Failed(failure));
        }
    }

    private async Task<byte[]> RunAsync(string task, CancellationToken token)
    {
        TResult result;
        if (heedsToken)
        {
            using var stopped = new FollowingSource(parent.Host.Log, token, parent.Host.Stopping);
            result = await Start(stopped.Token).ConfigureAwait(true);
        }
        else
        {
            result = await Start(token).ConfigureAwait(true);
        }

        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(result, value);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TaskInputException(task, $"The value ({typeof(TResult).Name}) of the step '{task}' can't be written as JSON: {JsonWords.Of(exception)}", exception);
        }

        Task<TResult> Start(CancellationToken given) => body(given) ?? throw NoTask.Returned(task);
    }
}
