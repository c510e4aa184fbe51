namespace Undercurrent;

/// <summary>How a run is launched. Immutable.</summary>
public sealed record RunOptions
{
    // Before Default: static fields are initialized in the order of the text.
    private static readonly Dictionary<string, string> EmptyLabels = [];

    internal static readonly RunOptions Default = new();

    private readonly int? _maxConcurrency;

    /// <summary>The run's id; null makes a new one. Launching an id twice is refused, so it makes launches idempotent.</summary>
    public RunId? Id { get; init; }

    /// <summary>Changes to the context that the launch inherits, in order; default none.</summary>
    public IReadOnlyList<ContextChange> Context { get; init; } = [];

    /// <summary>Labels for people and searches; default none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = EmptyLabels;

    /// <summary>Who launches, for the record; null takes the runner's, which is user and machine by default.</summary>
    public string? LaunchedBy { get; init; }

    /// <summary>The most actions of the run at a time; null (the default) for no limit, from 1. See <see cref="TaskOptions.MaxConcurrency"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? MaxConcurrency
    {
        get => _maxConcurrency;
        init => _maxConcurrency = Concurrency.Check(value, nameof(value));
    }

    /// <summary>The context to start from instead of this moment's; null for this moment's.</summary>
    internal CustomContext? BasedOn { get; init; }

    /// <summary>The run that is launched again; null for a launch of its own.</summary>
    internal Records.RunSource? Source { get; init; }

    /// <summary>What the run makes of the cached results of its tasks, whatever their cache policies say; default <see cref="RunCache.Use"/>.</summary>
    public RunCache Cache { get; init; }

    /// <summary>Cancels the run, with every action below it, as long as the launching process lives and its runner is not disposed; default none.</summary>
    public CancellationToken CancellationToken { get; init; }
}
