namespace Undercurrent.Web.Pages;

/// <summary>What an action did in a piece of its time.</summary>
public enum BarKind
{
    /// <summary>Called, and not yet begun.</summary>
    Queued = 0,

    /// <summary>An attempt ended, and the next has not begun.</summary>
    Waiting = 1,

    /// <summary>An attempt runs.</summary>
    Running = 2,

    /// <summary>An attempt that succeeded.</summary>
    Succeeded = 3,

    /// <summary>An attempt that failed.</summary>
    Failed = 4,

    /// <summary>An attempt that was cancelled.</summary>
    Cancelled = 5,

    /// <summary>An attempt that was abandoned.</summary>
    Abandoned = 6,

    /// <summary>An attempt that was lost.</summary>
    Lost = 7,

    /// <summary>Nothing ran: the result was taken from another action.</summary>
    Taken = 8,

    /// <summary>Its run was interrupted, and left it so.</summary>
    Interrupted = 9,
}
