using Orleans.Concurrency;

namespace Undercurrent.Grains;

/// <summary>Gives the places of one limit to the actions of the whole cluster; its key is the limit's name.</summary>
[Alias("undercurrent.limit.places")]
internal interface ILimitGrain : IGrainWithStringKey
{
    /// <summary>Answers true when the holder has a place, false when it was withdrawn meanwhile.</summary>
    /// <remarks>One long call, as long as the wait: see <see cref="ITaskGrain.ExecuteAsync"/>.</remarks>
    [ResponseTimeout("23.00:00:00")]
    [Alias("enter")]
    Task<bool> EnterAsync(int places, string runId, string holder, bool isReturning);

    /// <summary>The holder gives its place back, or waits no longer.</summary>
    [AlwaysInterleave]
    [OneWay]
    [Alias("leave")]
    Task LeaveAsync(string holder);
}
