using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains;

/// <summary>What one silo alone knows; its key is the silo's address, and there it lives.</summary>
[Alias("undercurrent.silo")]
internal interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>Launches a run that this silo then owns, unless it drains. The same launch sent twice is carried out once.</summary>
    [Alias("launch")]
    Task<LaunchAnswer> LaunchAsync(string runId, RunLaunchMessage launch);

    /// <summary>Cancels a run if this silo owns it.</summary>
    [Alias("cancel")]
    Task<bool> CancelRunAsync(string runId);

    /// <summary>Cancels an action if it runs here or is called here, now or later; always true.</summary>
    [Alias("cancelaction")]
    Task<bool> CancelActionAsync(string runId, string actionId);

    /// <summary>
    /// Notes that a run ended while bodies of it still ran: those that run here are recorded as abandoned.
    /// </summary>
    [Alias("end")]
    Task EndRunAsync(string runId, string task, OutcomeMessage outcome, DateTimeOffset at);

    /// <summary>
    /// Tells that a run has an owner of this epoch by now: what runs here for an earlier one counts no more, and is cancelled.
    /// </summary>
    [Alias("stopearlier")]
    Task StopEarlierAsync(string runId, long epoch);

    /// <summary>The holders of a limit's places whose bodies run on this silo.</summary>
    [Alias("places")]
    Task<string[]> GetHeldPlacesAsync(string limit);

    /// <summary>This silo's part of <see cref="IRunGrain.SignalAsync"/>: it decides when it recorded the run's launch.</summary>
    [Alias("signal")]
    Task<int> SignalAsync(string runId, SignalMessage signal);

    /// <summary>Tells of an answer that holds, to wake who waits for it here.</summary>
    [Alias("notesignal")]
    Task NoteSignalAsync(string runId, SignalMessage signal);

    /// <summary>The answer to a name that this silo knows of, or null.</summary>
    [Alias("findsignal")]
    Task<SignalMessage?> FindSignalAsync(string runId, string name);

    /// <summary>This silo's part of <see cref="IRecordsGrain.GetRunAsync"/>.</summary>
    [Alias("run")]
    Task<byte[]?> GetRunAsync(string runId);

    /// <summary>The warnings of a run that this silo recorded, where each has a record of its own.</summary>
    [Alias("warnings")]
    Task<byte[]> GetWarningsAsync(string runId);

    /// <summary>This silo's part of <see cref="IRecordsGrain.FindRunsAsync"/>.</summary>
    [Alias("runs")]
    Task<byte[]> FindRunsAsync(byte[] query);

    /// <summary>This silo's part of <see cref="IRecordsGrain.GetActionAsync"/>.</summary>
    [Alias("action")]
    Task<byte[]?> GetActionAsync(string runId, string actionId);

    /// <summary>This silo's part of <see cref="IRecordsGrain.GetChildrenAsync"/>.</summary>
    [Alias("children")]
    Task<byte[]> GetChildrenAsync(string runId, string? parentId, int size, string? after);

    /// <summary>This silo's part of <see cref="IRecordsGrain.FindActionsAsync"/>.</summary>
    [Alias("actions")]
    Task<byte[]> FindActionsAsync(string runId, byte[] query);

    /// <summary>This silo's events of a run behind a sequence number, as a JSON array.</summary>
    [Alias("events")]
    Task<byte[]> ReadEventsAsync(string runId, long after);

    /// <summary>How busy this silo is.</summary>
    [Alias("report")]
    Task<SiloReport> ReportAsync();
}
