namespace Undercurrent;

/// <summary>The run has not ended: the process that ran it is gone or stopped, and nobody has asked for it to go on yet.</summary>
public sealed class RunInterruptedException : Exception
{
    /// <summary>For the run.</summary>
    public RunInterruptedException(RunId runId)
        : base($"The run '{runId}' was interrupted before it had ended. What it has done is recorded; let it go on with runner.ResumeAsync(\"{runId}\").") =>
        RunId = runId;

    /// <summary>The run.</summary>
    public RunId RunId { get; }
}
