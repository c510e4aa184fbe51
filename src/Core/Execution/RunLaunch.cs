using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>A run as its launch fixes it: all that its owner needs to run it, again if it must.</summary>
internal sealed record RunLaunch
{
    /// <summary>The epoch of who launches: see <see cref="Records.JournalEntry"/>.</summary>
    public const long FirstEpoch = 1;

    public required RunId RunId { get; init; }

    public required string Task { get; init; }

    /// <summary>The JSON array of the inputs, in the task's own form.</summary>
    public required ReadOnlyMemory<byte> Inputs { get; init; }

    public required CustomContext Context { get; init; }

    /// <summary>The context as a store keeps it that was given a key for sensitive values; null where there are none, or no key.</summary>
    public byte[]? SealedContext { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required string LaunchedBy { get; init; }

    public required DateTimeOffset LaunchedAt { get; init; }

    /// <summary>Tells this launch from another of the same id, so that a launch that is sent twice is carried out once.</summary>
    public required string Token { get; init; }

    /// <summary>The root task's options when the launch changed them; null takes the task's own.</summary>
    public TaskOptions? TaskOptions { get; init; }

    /// <summary>The run that this one was launched from again; null for a launch of its own.</summary>
    public RunSource? Source { get; init; }

    /// <summary>The most actions at a time; null for no limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>What the run makes of cached results.</summary>
    public RunCache Cache { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>The root's call. Its id doesn't depend on the run's: it is unique inside the run.</summary>
    public ActionCall ToRootCall(long epoch = FirstEpoch) => new()
    {
        RunId = RunId,
        ActionId = RootActionId,
        ParentId = null,
        Task = Task,
        Inputs = Inputs,
        Context = Context,
        CalledAt = LaunchedAt,
        TraceParent = TraceParent,
        Epoch = epoch,
        MaxPerRun = MaxConcurrency ?? 0,
        TakeFrom = Source is { From: LaunchFrom.Failure } ? Source.RunId : null,
        Cache = Cache,
    };

    public RunRecord ToRecord(RunEnded? end) => new()
    {
        RunId = RunId,
        Task = Task,
        State = end?.Outcome.Kind switch
        {
            null => RunState.Running,
            OutcomeKind.Succeeded => RunState.Succeeded,
            OutcomeKind.Cancelled => RunState.Cancelled,
            _ => RunState.Failed,
        },
        Context = Context.Masked,
        Labels = Labels,
        LaunchedBy = LaunchedBy,
        LaunchedAt = LaunchedAt,
        EndedAt = end?.At,
        Source = Source,
        RootActionId = RootActionId,
        Inputs = Inputs,
        Output = end?.Outcome.Kind == OutcomeKind.Succeeded ? end.Outcome.Value : (ReadOnlyMemory<byte>?)null,
        Failure = end?.Outcome.Failure,
        InputsSize = Inputs.Length,
        OutputSize = end?.Outcome.Kind == OutcomeKind.Succeeded ? end.Outcome.Value.Length : null,
    };

    private ActionId RootActionId => new CallIdentity(default).Next(Task, Inputs.Span, Context);
}
