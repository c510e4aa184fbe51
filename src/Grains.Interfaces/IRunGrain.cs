using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains;

/// <summary>Where a run is found, by its id. Nothing that happens for each action goes through it.</summary>
[Alias("undercurrent.run")]
internal interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Launches the run. The same launch sent twice is carried out once.</summary>
    /// <remarks>Answers within seconds, also while the store is away; a client whose gateway's silo is gone learns of it by the timeout.</remarks>
    [ResponseTimeout("00:00:12")]
    [Alias("launch")]
    Task<LaunchAnswer> LaunchAsync(RunLaunchMessage launch);

    /// <summary>Waits for the end, but no longer than <paramref name="patience"/>: a client asks again, so its call never hangs.</summary>
    /// <remarks>A client whose gateway's silo is gone learns of it by the timeout, which is a little over the patience.</remarks>
    [ResponseTimeout("00:00:08")]
    [Alias("wait")]
    Task<RunWaitAnswer> WaitAsync(TimeSpan patience);

    /// <summary>Asks to cancel the run; false when no silo runs it.</summary>
    [Alias("cancel")]
    Task<bool> CancelAsync();

    /// <summary>Sends the run an answer; the same one sent twice is taken once. The number is a <see cref="Records.SignalResult"/>.</summary>
    [ResponseTimeout("00:00:12")]
    [Alias("signal")]
    Task<int> SignalAsync(SignalMessage signal);

    /// <summary>Asks to cancel one action of the run, wherever it runs or is called; always true.</summary>
    [Alias("cancelaction")]
    Task<bool> CancelActionAsync(string actionId);
}
