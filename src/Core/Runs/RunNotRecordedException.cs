namespace Undercurrent;

/// <summary>A run that a handle stands for is not, or no longer, in the record.</summary>
public sealed class RunNotRecordedException : Exception
{
    internal RunNotRecordedException(RunId runId, string why)
        : base($"The run '{runId}' is not in the record any more. {why}") => RunId = runId;

    /// <summary>The run.</summary>
    public RunId RunId { get; }
}
