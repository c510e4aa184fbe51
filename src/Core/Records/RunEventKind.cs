namespace Undercurrent.Records;

/// <summary>What happened in a run.</summary>
public enum RunEventKind
{
    /// <summary>The run was launched.</summary>
    RunLaunched = 0,

    /// <summary>An attempt's body started.</summary>
    AttemptStarted = 1,

    /// <summary>An attempt ended.</summary>
    AttemptEnded = 2,

    /// <summary>The run ended; nothing follows.</summary>
    RunEnded = 3,

    /// <summary>A body reported a line: <see cref="TaskContext.ReportAsync"/>.</summary>
    Reported = 4,

    /// <summary>Something deserves attention: see <see cref="RunRecord.Warnings"/>.</summary>
    Warned = 5,

    /// <summary>Another owner took the run over and runs it on from what is recorded.</summary>
    TakenOver = 6,

    /// <summary>A line was logged inside an action, where the process that ran it records them: <see cref="RunLogging.AddRunLog"/>.</summary>
    Logged = 7,
}
