namespace Undercurrent.Records;

/// <summary>The run has another owner by now: what this one would record counts no more, and it must stop.</summary>
internal sealed class RunTakenOverException(RunId runId, long epoch)
    : Exception($"The run '{runId}' has been taken over by another owner; what its {epoch}. owner does counts no more.");
