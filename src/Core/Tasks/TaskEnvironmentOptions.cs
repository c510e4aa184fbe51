using System.Text.Json;

namespace Undercurrent;

/// <summary>What holds for all tasks of an environment. Immutable.</summary>
public sealed record TaskEnvironmentOptions
{
    private readonly int? _maxConcurrency;

    /// <summary>
    /// How inputs and results become JSON and come back; null (the default) takes <see cref="TaskJson.DefaultOptions"/>.
    /// The options are made read-only when the first task is defined.
    /// </summary>
    public JsonSerializerOptions? Json { get; init; }

    /// <summary>The most actions of the environment's tasks together at a time; null (the default) for no limit, from 1. See <see cref="TaskOptions.MaxConcurrency"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? MaxConcurrency
    {
        get => _maxConcurrency;
        init => _maxConcurrency = Concurrency.Check(value, nameof(value));
    }

    /// <summary>Where the actions run in a cluster; default <see cref="TaskPlacement.Spread"/>.</summary>
    public TaskPlacement Placement { get; init; } = TaskPlacement.Spread;
}
