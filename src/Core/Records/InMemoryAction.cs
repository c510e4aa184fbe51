using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>An action in the record in memory. Its run guards it.</summary>
internal sealed class InMemoryAction(ActionCall call)
{
    // One attempt is nearly always all there is; the list is made for the second.
    private AttemptRecord? _last;
    private List<AttemptRecord>? _earlier;
    private ActionState _state = ActionState.Running;
    private Outcome? _outcome;
    private DateTimeOffset? _endedAt;
    private string _ancestors = call.AncestorAttempts;
    private int _lostAttempts;
    private ActionDetails? _details = ActionDetails.Of(call);

    public bool HasOutcome => _outcome is not null;

    public ActionState State => _state;

    /// <summary>Whether it is under way and only waits: for a time, or for somebody.</summary>
    public bool IsWaiting => _state == ActionState.Running && StepNames.IsWait(call.Task);

    public CustomContext Context => call.Context.Masked;

    /// <summary>Whether an attempt has started here and not ended.</summary>
    public bool IsRunning => _last is { State: ActionState.Running };

    public Appended Start(AttemptStarted started)
    {
        BeginLaterCall(started.Call);
        if (IsEnded || IsOfEarlierCall(started.Call) || IsOvertaken(started.Call, orSame: true))
        {
            return Appended.Refused;
        }

        _state = ActionState.Running;
        Add(new AttemptRecord(started.Call.Attempt, started.Call.AncestorAttempts, started.Host, ActionState.Running, started.At, null, null));
        _lostAttempts = started.Call.LostAttempts;
        _details = ActionDetails.Of(started.Call);
        return Appended.Taken;
    }

    /// <summary>Ends an attempt. A recorded outcome is taken once: what comes later changes nothing.</summary>
    public Appended End(AttemptEnded ended)
    {
        var attemptState = AttemptStateOf(ended.Outcome.Kind);
        BeginLaterCall(ended.Call);
        if (IsEnded || IsOfEarlierCall(ended.Call) || IsOvertaken(ended.Call, orSame: false)
            || (IsSameAttempt(ended.Call) && _state == ActionState.WaitingToRetry && !ended.WhileWaiting))
        {
            return Appended.Refused;
        }

        if (_last?.Number != ended.Call.Attempt || _last.AncestorAttempts != ended.Call.AncestorAttempts)
        {
            Add(new AttemptRecord(ended.Call.Attempt, ended.Call.AncestorAttempts, null, ActionState.Running, null, null, null));
        }

        var attempt = _last!;

        // An action that is cancelled while it waits for its next attempt ends with one that has ended already, and stays as it was.
        _last = attempt.EndedAt is null ? attempt with { State = attemptState, EndedAt = ended.At, Failure = ended.Outcome.Failure } : attempt;
        _state = attemptState switch
        {
            ActionState.Failed or ActionState.Lost when ended.Call.MayRetry => ActionState.WaitingToRetry,
            ActionState.Lost => ActionState.Failed,
            _ => attemptState,
        };
        if (_state != ActionState.WaitingToRetry)
        {
            _outcome = ended.Outcome;
            _endedAt = ended.At;
        }

        _details = ended.Details;

        _lostAttempts = ended.Call.LostAttempts + (attemptState == ActionState.Lost ? 1 : 0);
        return Appended.Taken;
    }

    private DateTimeOffset? LastEndedAt => _endedAt ?? _last?.EndedAt;

    public RecordedAction ToRecorded() => new()
    {
        ActionId = call.ActionId,
        Task = call.Task,
        AncestorAttempts = _ancestors,
        State = _state,
        Attempt = _last?.Number ?? 1,
        LostAttempts = _lostAttempts,
        Host = _state == ActionState.Succeeded ? null : _last?.Host,
        EndedAt = _state == ActionState.Succeeded ? null : LastEndedAt,
        Outcome = _outcome,
        Details = _details,
    };

    public bool HasProgressSince(DateTimeOffset since) =>
        _state is ActionState.Running or ActionState.WaitingToRetry || LastEndedAt >= since;

    public void AbandonIfRunning(DateTimeOffset at)
    {
        if (IsEnded)
        {
            return;
        }

        _state = ActionState.Abandoned;
        _endedAt = at;
        if (_last is { State: ActionState.Running })
        {
            _last = _last with { State = ActionState.Abandoned, EndedAt = at };
        }
    }

    public ActionRecord ToRecord() => new()
    {
        RunId = call.RunId,
        ActionId = call.ActionId,
        ParentId = call.ParentId,
        Task = call.Task,
        State = _state,
        Context = call.Context.Masked,
        CalledAt = call.CalledAt,
        EndedAt = _endedAt,
        Inputs = call.Inputs,
        InputsSize = call.Inputs.Length,
        OutputSize = _outcome?.Kind == OutcomeKind.Succeeded ? _outcome.Value.Length : null,
        Output = _outcome?.Kind == OutcomeKind.Succeeded ? _outcome.Value : (ReadOnlyMemory<byte>?)null,
        Failure = _outcome?.Failure,
        Group = _details?.Group,
        Reads = _details?.Reads ?? [],
        Source = _details?.Source,
        DependsOn = _details?.DependsOn,
        Attempts = [.. _earlier ?? [], .. _last is null ? (AttemptRecord[])[] : [_last]],
    };

    public static ActionState AttemptStateOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Succeeded => ActionState.Succeeded,
        OutcomeKind.Failed => ActionState.Failed,
        OutcomeKind.Cancelled => ActionState.Cancelled,
        OutcomeKind.Lost => ActionState.Lost,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of outcome that is recorded."),
    };

    private bool IsEnded => _endedAt is not null;

    private bool IsSameAttempt(ActionCall other) => _last?.Number == other.Attempt && _last.AncestorAttempts == other.AncestorAttempts;

    // By a later attempt of the same call; a start also by its own, which is recorded once.
    private bool IsOvertaken(ActionCall late, bool orSame) =>
        _last is not null && _last.AncestorAttempts == late.AncestorAttempts && (_last.Number > late.Attempt || (orSame && _last.Number == late.Attempt));

    // An ancestor is tried again, and it is called again: its outcome so far was that of the earlier call.
    private void BeginLaterCall(ActionCall later)
    {
        if (AncestorAttempts.Compare(later.AncestorAttempts, _ancestors) > 0)
        {
            (_ancestors, _outcome, _endedAt) = (later.AncestorAttempts, null, null);
        }
    }

    private bool IsOfEarlierCall(ActionCall late) => AncestorAttempts.Compare(late.AncestorAttempts, _ancestors) < 0;

    private void Add(AttemptRecord attempt)
    {
        if (_last is not null)
        {
            (_earlier ??= []).Add(_last);
        }

        _last = attempt;
    }
}
