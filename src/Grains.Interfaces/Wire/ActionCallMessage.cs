using Undercurrent.Execution;

namespace Undercurrent.Grains.Wire;

/// <summary>
/// An <see cref="ActionCall"/> on its way to the silo that executes it. Its custom context is not in it: that travels in
/// the request context, as for every grain call. A new field takes the next id; an id is never used again, and 17 was one.
/// </summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.call")]
internal sealed class ActionCallMessage
{
    [Id(0)]
    public required string RunId { get; init; }

    [Id(1)]
    public required UInt128 ActionHash { get; init; }

    [Id(2)]
    public required int ActionOrdinal { get; init; }

    [Id(3)]
    public required bool HasParent { get; init; }

    [Id(4)]
    public UInt128 ParentHash { get; init; }

    [Id(5)]
    public int ParentOrdinal { get; init; }

    [Id(6)]
    public required string Task { get; init; }

    [Id(7)]
    public required ReadOnlyMemory<byte> Inputs { get; init; }

    [Id(8)]
    public required DateTimeOffset CalledAt { get; init; }

    [Id(9)]
    public required int Attempt { get; init; }

    [Id(10)]
    public required bool MayRetry { get; init; }

    [Id(11)]
    public string? TraceParent { get; init; }

    [Id(12)]
    public required int Depth { get; init; }

    [Id(13)]
    public required string AncestorAttempts { get; init; }

    [Id(14)]
    public int LostAttempts { get; init; }

    [Id(15)]
    public long Epoch { get; init; }

    [Id(16)]
    public bool IsReplay { get; init; }

    [Id(18)]
    public string? Group { get; init; }

    [Id(19)]
    public AttemptLimitMessage? Limit { get; init; }

    [Id(30)]
    public int Cache { get; init; }

    [Id(31)]
    public string? CacheHolds { get; init; }

    /// <summary>The keys of the guard; null for no guard.</summary>
    [Id(40)]
    public string[]? GuardKeys { get; init; }

    [Id(41)]
    public bool GuardIsStrict { get; init; }

    [Id(42)]
    public string? TakeFrom { get; init; }

    [Id(43)]
    public int MaxPerRun { get; init; }

    /// <summary>Null without limits.</summary>
    [Id(44)]
    public string? PlaceHolder { get; init; }

    [Id(45)]
    public int PlacesPerEnvironment { get; init; }

    [Id(46)]
    public int PlacesPerTask { get; init; }

    public static ActionCallMessage From(ActionCall call) => new()
    {
        RunId = call.RunId.Value,
        ActionHash = call.ActionId.Hash,
        ActionOrdinal = call.ActionId.Ordinal,
        HasParent = call.ParentId is not null,
        ParentHash = call.ParentId?.Hash ?? default,
        ParentOrdinal = call.ParentId?.Ordinal ?? 0,
        Task = call.Task,
        Inputs = call.Inputs,
        CalledAt = call.CalledAt,
        Attempt = call.Attempt,
        MayRetry = call.MayRetry,
        TraceParent = call.TraceParent,
        Depth = call.Depth,
        AncestorAttempts = call.AncestorAttempts,
        LostAttempts = call.LostAttempts,
        Epoch = call.Epoch,
        IsReplay = call.IsReplay,
        Group = call.Group,
        Limit = call.Limit is null ? null : AttemptLimitMessage.From(call.Limit),
        Cache = (int)call.Cache,
        CacheHolds = call.CacheHolds,
        TakeFrom = call.TakeFrom?.Value,
        MaxPerRun = call.MaxPerRun,
        PlaceHolder = call.Places?.Holder,
        PlacesPerEnvironment = call.Places?.PerEnvironment ?? 0,
        PlacesPerTask = call.Places?.PerTask ?? 0,
        GuardKeys = call.Guard is null ? null : [.. call.Guard.VaryBy],
        GuardIsStrict = call.Guard is { IsStrict: true },
    };

    public ActionCall ToCall(CustomContext context) => new()
    {
        RunId = Undercurrent.RunId.Parse(RunId),
        ActionId = new ActionId(ActionHash, ActionOrdinal),
        ParentId = HasParent ? new ActionId(ParentHash, ParentOrdinal) : null,
        Task = Task,
        Inputs = Inputs,
        Context = context,
        CalledAt = CalledAt,
        Attempt = Attempt,
        MayRetry = MayRetry,
        TraceParent = TraceParent,
        Depth = Depth,
        AncestorAttempts = AncestorAttempts,
        LostAttempts = LostAttempts,
        Epoch = Epoch,
        IsReplay = IsReplay,
        Group = Group,
        Limit = Limit?.ToLimit(),
        Cache = (RunCache)Cache,
        CacheHolds = CacheHolds,
        MaxPerRun = MaxPerRun,
        Places = PlaceHolder is null ? null : new CallPlaces(PlaceHolder, MaxPerRun, PlacesPerEnvironment, PlacesPerTask),
        TakeFrom = TakeFrom is null ? null : Undercurrent.RunId.Parse(TakeFrom),
        Guard = GuardKeys is null ? null : new ContextGuard(Task, GuardKeys, GuardIsStrict),
    };
}
