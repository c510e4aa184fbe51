using System.Diagnostics;
using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>The sender's side of a signal, the same for every runner: checks, and what its result means.</summary>
internal static class Signals
{
    /// <summary>64 KiB: it is an answer, not data.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <exception cref="ArgumentException">The name breaks the rule; the value is too large or no JSON.</exception>
    public static Signal Prepare(string name, ReadOnlyMemory<byte> json, string sentBy, TimeProvider time, IdSource ids)
    {
        StepNames.Check(name, "signal");
        if (json.Length > MaxBytes)
        {
            throw new ArgumentException(
                $"The value of the signal '{name}' has {json.Length:N0} bytes of JSON; the limit is {MaxBytes:N0}. Store large data elsewhere and send its address.", nameof(json));
        }

        try
        {
            using var parsed = JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The value of the signal '{name}' is no JSON: {JsonWords.Of(exception)}", nameof(json), exception);
        }

        return new Signal(name, json.ToArray(), Launching.WhoLaunches(sentBy), time.GetUtcNow(), ids.NewRunId().Value);
    }

    /// <summary>Whether it was the first.</summary>
    /// <exception cref="RunNotRecordedException">There is no such run.</exception>
    /// <exception cref="RunEndedException">The run has ended.</exception>
    public static bool IsFirst(SignalResult result, RunId runId, Signal signal) => result switch
    {
        SignalResult.First => true,
        SignalResult.Late => false,
        SignalResult.RunEnded => throw new RunEndedException(
            runId, $"The signal '{signal.Name}' was not taken: the run '{runId}' has ended, so nobody waits for it any more, or ever will."),
        SignalResult.NoRun => throw new RunNotRecordedException(
            runId, $"The signal '{signal.Name}' was not taken. Is the id right, and is this the runner, or the store, that the run was launched with?"),
        _ => throw new UnreachableException($"A signal's result is {result}, which is not known here."),
    };
}
