namespace Undercurrent;

/// <summary>A run was launched with an id that another run has.</summary>
public sealed class RunExistsException : Exception
{
    /// <summary>For the id.</summary>
    public RunExistsException(RunId runId)
        : base($"There is a run '{runId}' already. To follow it: runner.GetRunAsync(\"{runId}\"). To start another, leave RunOptions.Id out or pass a new one.") =>
        RunId = runId;

    /// <summary>The id.</summary>
    public RunId RunId { get; }
}
