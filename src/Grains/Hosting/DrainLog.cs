using Microsoft.Extensions.Logging;

namespace Undercurrent.Grains.Hosting;

/// <summary>What the drain logs. Event ids are never used again for another event.</summary>
internal static partial class DrainLog
{
    [LoggerMessage(2001, LogLevel.Information, "Draining: {Running} runs and actions are running here; they have {DrainTime}")]
    public static partial void Draining(ILogger logger, int running, TimeSpan drainTime);

    [LoggerMessage(2002, LogLevel.Information, "Drained: nothing runs here any more")]
    public static partial void Drained(ILogger logger);

    [LoggerMessage(2004, LogLevel.Information, "Handed over {Runs} runs that had not ended: other silos take them")]
    public static partial void HandedOver(ILogger logger, int runs);

    [LoggerMessage(2005, LogLevel.Warning, "{Runs} runs could not be handed over in time: other silos take them when this one is gone")]
    public static partial void NotHandedOver(ILogger logger, int runs);

    [LoggerMessage(2003, LogLevel.Warning, "The drain time is over and {Running} runs and actions still run here; their tokens are signalled now")]
    public static partial void NotDrained(ILogger logger, int running);
}
