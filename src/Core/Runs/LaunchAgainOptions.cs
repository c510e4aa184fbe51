namespace Undercurrent;

/// <summary>What is different when a run is launched again (rule V5); by default nothing is. Immutable.</summary>
public sealed record LaunchAgainOptions
{
    internal static readonly LaunchAgainOptions Default = new();

    private readonly int? _maxConcurrency;

    /// <summary>From where it begins; default <see cref="LaunchFrom.Start"/>.</summary>
    public LaunchFrom From { get; init; }

    /// <summary>Context keys to set, in order; default none.</summary>
    public IReadOnlyList<ContextChange> Change { get; init; } = [];

    /// <summary>Context keys to remove; default none.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>The inputs as a JSON array; null (the default) takes those of the source.</summary>
    public string? Inputs { get; init; }

    /// <summary>The labels; null (the default) takes those of the source.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The new run's id; null makes one. See <see cref="RunOptions.Id"/>.</summary>
    public RunId? Id { get; init; }

    /// <summary>Who launches it, for the record; null takes the runner's. See <see cref="RunOptions.LaunchedBy"/>.</summary>
    public string? LaunchedBy { get; init; }

    /// <summary>See <see cref="RunOptions.MaxConcurrency"/>; it is not taken over from the source.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? MaxConcurrency
    {
        get => _maxConcurrency;
        init => _maxConcurrency = Concurrency.Check(value, nameof(value));
    }

    /// <summary>See <see cref="RunOptions.Cache"/>; it is not taken over from the source.</summary>
    public RunCache Cache { get; init; }

    /// <summary>See <see cref="RunOptions.CancellationToken"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
