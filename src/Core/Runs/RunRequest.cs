namespace Undercurrent;

/// <summary>What to launch. Immutable.</summary>
/// <param name="Task">The root task's name, as in <c>hello_world.root</c>.</param>
/// <param name="Inputs">A JSON array with one element for each input.</param>
/// <param name="Options">The options.</param>
public sealed record RunRequest(string Task, ReadOnlyMemory<byte> Inputs, RunOptions Options)
{
    /// <summary>What <c>With</c> changed on the root task; null when nothing was.</summary>
    internal TaskOptions? TaskOptions { get; init; }
}
