using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A run that was taken over.</summary>
/// <param name="Launch">The launch as it was.</param>
/// <param name="Epoch">The new owner's epoch.</param>
/// <param name="CancelRequested">Whether the run was to be cancelled.</param>
/// <param name="LostInARow">How many owners were lost without one action's outcome recorded in between, this time included.</param>
/// <param name="RecordedActions">How many actions have a recorded outcome.</param>
internal sealed record RunClaim(RunLaunch Launch, long Epoch, bool CancelRequested, int LostInARow, long RecordedActions);
