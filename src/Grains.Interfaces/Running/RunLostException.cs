namespace Undercurrent;

/// <summary>A run that was launched is no longer known to the cluster.</summary>
public sealed class RunLostException : Exception
{
    /// <summary>For the run.</summary>
    public RunLostException(RunId runId)
        : base($"The cluster no longer knows the run '{runId}'. Its record was in the memory of the silo that owned it, and that silo is gone, "
            + "or the run ended long ago. Launch it again; to survive the loss of a silo, a cluster needs a durable run store.") => RunId = runId;

    /// <summary>The run.</summary>
    public RunId RunId { get; }
}
