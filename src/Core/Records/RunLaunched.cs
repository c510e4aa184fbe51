using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A run was launched.</summary>
/// <param name="Launch">The launch.</param>
/// <param name="Owner">Who owns the run from now on: see <see cref="IRunStore.HoldOwner"/>.</param>
internal sealed record RunLaunched(RunLaunch Launch, string Owner = "") : JournalEntry(Launch.RunId, Launch.LaunchedAt, RunLaunch.FirstEpoch);
