namespace Undercurrent.Execution;

/// <summary>What an inline action does: see <see cref="InlineActions"/>.</summary>
internal interface IInlineWork
{
    /// <summary>How often it may be lost with its process; nothing else of this is looked at, since it is tried once.</summary>
    TaskOptions Losses { get; }

    /// <summary>Whether it counts time from its first start, which is then recorded before it begins.</summary>
    bool CountsTime { get; }

    /// <summary>Does it; never faults because of what it does.</summary>
    /// <param name="call">The call; its attempt is set.</param>
    /// <param name="since">When it started; when it <see cref="CountsTime"/>, the first time, however often it was lost since.</param>
    /// <param name="token">Cancels it.</param>
    Task<Outcome> RunAsync(ActionCall call, DateTimeOffset since, CancellationToken token);
}
