using Orleans.Concurrency;
using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains;

/// <summary>One attempt of an action: a fresh key each time, gone at its end.</summary>
[Alias("undercurrent.task")]
internal interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Runs the attempt and answers with its outcome; failures are data.</summary>
    /// <remarks>
    /// One long call: as long as the task takes. 24 days is the most that Orleans can count (32 bits of milliseconds).
    /// A call to a silo that dies fails as soon as the cluster knows.
    /// </remarks>
    [ResponseTimeout("23.00:00:00")]
    [Alias("execute")]
    Task<OutcomeCarrier> ExecuteAsync(ActionCallCarrier call);

    /// <summary>
    /// Cancels the attempt: its body's token. The caller goes on waiting for <see cref="ExecuteAsync"/>, so that what it
    /// learns is how the attempt really ended.
    /// </summary>
    /// <remarks>
    /// A call of its own and not Orleans' cancellation token: that one answers before the callee has stopped, unless an
    /// option for all calls of the silo says otherwise, and costs something on every call.
    /// </remarks>
    [AlwaysInterleave]
    [Alias("cancel")]
    Task CancelAsync();
}
