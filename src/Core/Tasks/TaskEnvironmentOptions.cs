using System.Text.Json;

namespace Undercurrent;

/// <summary>What holds for all tasks of an environment. Immutable.</summary>
public sealed record TaskEnvironmentOptions
{
    /// <summary>
    /// How inputs and results become JSON and come back; null (the default) takes <see cref="TaskJson.DefaultOptions"/>.
    /// The options are made read-only when the first task is defined.
    /// </summary>
    public JsonSerializerOptions? Json { get; init; }

    /// <summary>Where the actions run in a cluster; default <see cref="TaskPlacement.Spread"/>.</summary>
    public TaskPlacement Placement { get; init; } = TaskPlacement.Spread;
}
