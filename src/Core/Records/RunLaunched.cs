using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A run was launched.</summary>
internal sealed record RunLaunched(RunLaunch Launch) : JournalEntry(Launch.RunId, Launch.LaunchedAt);
