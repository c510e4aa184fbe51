using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>How an attempt, an action or a run ended. Failures travel as this; exceptions exist only at the public edge.</summary>
internal sealed record Outcome
{
    /// <summary>The type in the failure of an attempt that was handed over: by it the record tells it from one that was lost.</summary>
    public const string HandedOverType = "Undercurrent.HandedOver";

    private Outcome(OutcomeKind kind) => Kind = kind;

    public OutcomeKind Kind { get; }

    /// <summary>The result's JSON when it succeeded.</summary>
    public ReadOnlyMemory<byte> Value { get; private init; }

    /// <summary>What failed, when it failed or was lost.</summary>
    public TaskFailure? Failure { get; private init; }

    /// <summary>Whether another attempt could end otherwise; false for what is wrong with the call itself.</summary>
    public bool CanRetry { get; private init; } = true;

    /// <summary>What is recorded with it beside value or failure; null for most.</summary>
    public ActionDetails? Details { get; init; }

    /// <summary>How a recorded run ended; null when it has not.</summary>
    public static Outcome? Of(RunRecord run) => run.State switch
    {
        RunState.Succeeded => Succeeded(run.Output!.Value),
        RunState.Failed => Failed(run.Failure!),
        RunState.Cancelled => Cancelled(),
        _ => null,
    };

    public static Outcome Succeeded(ReadOnlyMemory<byte> value) => new(OutcomeKind.Succeeded) { Value = value };

    public static Outcome Failed(TaskFailure failure, bool canRetry = true) =>
        new(OutcomeKind.Failed) { Failure = failure, CanRetry = canRetry };

    public static Outcome Cancelled(TaskFailure? reason = null) => new(OutcomeKind.Cancelled) { Failure = reason };

    /// <summary>Whether a stopping process gave the attempt up, for another to make: no sign of anything wrong with the task.</summary>
    public bool IsHandedOver { get; private init; }

    public static Outcome Superseded() => new(OutcomeKind.Superseded) { CanRetry = false };

    /// <summary>Lost because its process stops; it doesn't count against the task.</summary>
    public static Outcome HandedOver(TaskFailure failure) =>
        new(OutcomeKind.Lost) { Failure = failure with { Type = HandedOverType }, IsHandedOver = true };

    /// <summary>Lost, and for the last time.</summary>
    public static Outcome LostTooOften(TaskFailure failure, int times) => Lost(failure with
    {
        Message = $"The action was lost {times} times in a row with the process or silo that ran it, which is as often as RetryOptions.MaxLostAttempts allows; "
            + $"it may be what kills them. The last time: {failure.Message}",
    });

    /// <summary>Lost, and not tried again because time is over.</summary>
    public static Outcome LostForGood(TaskFailure failure, string why) => Lost(failure with { Message = $"The action was lost and is not tried again: {why}. It was lost so: {failure.Message}" });

    /// <summary>The attempt is gone without an answer: its silo died, or the way to it.</summary>
    public static Outcome Lost(TaskFailure failure) => new(OutcomeKind.Lost) { Failure = failure };
}
