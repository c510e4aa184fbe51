namespace Undercurrent.Records;

/// <summary>What state a run is in.</summary>
public enum RunState
{
    /// <summary>Launched and not yet ended.</summary>
    Running = 0,

    /// <summary>Its root returned.</summary>
    Succeeded = 1,

    /// <summary>Its root failed.</summary>
    Failed = 2,

    /// <summary>It was cancelled.</summary>
    Cancelled = 3,

    /// <summary>
    /// The process that ran it is gone, or stopped before the run had ended. It goes on when somebody asks for it
    /// (<see cref="LocalRunner.ResumeAsync"/>); on a cluster it does so by itself.
    /// </summary>
    Interrupted = 4,
}
