namespace Undercurrent;

/// <summary>What was asked for needs a run that goes on, and this one has ended.</summary>
public sealed class RunEndedException : Exception
{
    internal RunEndedException(RunId runId, string message)
        : base(message) => RunId = runId;

    /// <summary>The run.</summary>
    public RunId RunId { get; }
}
