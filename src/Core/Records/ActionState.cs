namespace Undercurrent.Records;

/// <summary>What state an action, or one attempt of it, is in.</summary>
public enum ActionState
{
    /// <summary>Its body runs.</summary>
    Running = 0,

    /// <summary>An attempt failed or was lost, and another will follow. Never an attempt's state.</summary>
    WaitingToRetry = 1,

    /// <summary>Its body returned.</summary>
    Succeeded = 2,

    /// <summary>Its body threw, and no attempt follows.</summary>
    Failed = 3,

    /// <summary>It was cancelled and heeded it.</summary>
    Cancelled = 4,

    /// <summary>The run ended while its body still ran: it had not heeded its cancellation.</summary>
    Abandoned = 5,

    /// <summary>The silo that ran it is gone. Only an attempt's state.</summary>
    Lost = 6,
}
