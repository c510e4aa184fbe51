using Undercurrent.Durability.Tasks;

namespace Undercurrent.Processes;

/// <summary>A run of the load whose launch was acknowledged.</summary>
/// <param name="RunId">The run; its name in the context is the same.</param>
/// <param name="Shape">What it consists of.</param>
internal sealed record LaunchedRun(RunId RunId, LoadShape Shape);
