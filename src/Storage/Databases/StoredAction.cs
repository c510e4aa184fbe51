using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Storage.Databases;

/// <summary>
/// What an action's row says of its attempts and its end, and whether what comes next is taken: the rules of
/// <see cref="InMemoryAction"/>, which is the reference. Only for what the fast path of a database can't decide.
/// </summary>
internal sealed class StoredAction
{
    /// <summary>The row's number: see <see cref="RowNumber"/>.</summary>
    public required long No { get; init; }

    public required ActionState State { get; set; }

    public required string Ancestors { get; set; }

    public required int Attempt { get; set; }

    public required ActionState AttemptState { get; set; }

    public required int Lost { get; set; }

    public string? Host { get; set; }

    public long? StartedAt { get; set; }

    public long? AttemptEndedAt { get; set; }

    public long? EndedAt { get; set; }

    public string? Failure { get; set; }

    public string? AttemptFailure { get; set; }

    public bool NoRetry { get; set; }

    public int Earlier { get; set; }

    /// <summary><see cref="ActionDetails"/> as JSON.</summary>
    public string? Details { get; set; }

    /// <summary>How many events the row stands for, as it is in the database.</summary>
    public required int Events { get; init; }

    /// <summary>The result, when this entry brought one.</summary>
    public ReadOnlyMemory<byte>? Output { get; private set; }

    /// <summary>When the last attempt ended; null while it runs.</summary>
    public long? LastAttemptEndedAt => AttemptEndedAt ?? (AttemptState == ActionState.Running ? null : EndedAt);

    /// <summary>What the last attempt failed with.</summary>
    public string? LastAttemptFailure => AttemptEndedAt is null ? Failure : AttemptFailure;

    /// <summary>A row for an action of which nothing is recorded; its first attempt is still to come.</summary>
    public static StoredAction New(ActionCall call, long no) => new()
    {
        No = no,
        State = ActionState.Running,
        Ancestors = call.AncestorAttempts,
        Attempt = call.Attempt,
        AttemptState = ActionState.Running,
        Lost = call.LostAttempts,
        Events = 0,
    };

    /// <summary>Whether a start is taken.</summary>
    public bool Takes(AttemptStarted started) => IsOfLaterCall(started.Call)
        || (EndedAt is null && Ancestors == started.Call.AncestorAttempts && Attempt < started.Call.Attempt);

    /// <summary>Whether an end is taken.</summary>
    public bool Takes(AttemptEnded ended) => IsOfLaterCall(ended.Call)
        || (EndedAt is null && Ancestors == ended.Call.AncestorAttempts && Attempt <= ended.Call.Attempt
            && (Attempt < ended.Call.Attempt || State != ActionState.WaitingToRetry || ended.WhileWaiting));

    /// <summary>Whether it is about another attempt than the last; that one is then to be kept in <c>attempts</c>, before it is applied.</summary>
    public bool IsSupersededBy(ActionCall call) => Attempt != call.Attempt || Ancestors != call.AncestorAttempts;

    public void Apply(AttemptStarted started)
    {
        Begin(started.Call);
        State = ActionState.Running;
        (Host, StartedAt) = (started.Host, started.At.UtcTicks);
        Details = ActionDetails.ToJson(ActionDetails.Of(started.Call));
        Lost = started.Call.LostAttempts;
    }

    public void Apply(AttemptEnded ended)
    {
        if (IsSupersededBy(ended.Call))
        {
            Begin(ended.Call);
        }

        var attemptState = InMemoryAction.AttemptStateOf(ended.Outcome.Kind);
        var (at, failure) = (ended.At.UtcTicks, StoredText.Of(ended.Outcome.Failure));
        var attemptHadEnded = AttemptEndedAt is not null;
        if (!attemptHadEnded)
        {
            AttemptState = attemptState;
        }

        State = StateAfter(attemptState, ended.Call.MayRetry);
        Lost = ended.Call.LostAttempts + (attemptState == ActionState.Lost ? 1 : 0);
        NoRetry = !ended.Outcome.CanRetry;
        Details = ActionDetails.ToJson(ended.Details);
        if (State == ActionState.WaitingToRetry)
        {
            (AttemptEndedAt, AttemptFailure) = (at, failure);
            return;
        }

        // An action that is cancelled while it waits for its next attempt ends with one that has ended already, and stays as it was.
        (EndedAt, Failure) = (at, failure);
        Output = Payloads.OutputOf(ended.Outcome);
    }

    /// <summary>The action's state when an attempt has ended so.</summary>
    public static ActionState StateAfter(ActionState attempt, bool mayRetry) => attempt switch
    {
        ActionState.Failed or ActionState.Lost when mayRetry => ActionState.WaitingToRetry,
        ActionState.Lost => ActionState.Failed,
        _ => attempt,
    };

    private bool IsOfLaterCall(ActionCall call) => AncestorAttempts.Compare(call.AncestorAttempts, Ancestors) > 0;

    private void Begin(ActionCall call)
    {
        (Attempt, Ancestors, AttemptState) = (call.Attempt, call.AncestorAttempts, ActionState.Running);
        (Host, StartedAt, AttemptEndedAt, AttemptFailure) = (null, null, null, null);
        (EndedAt, Failure, NoRetry, Output) = (null, null, false, null);
    }
}
