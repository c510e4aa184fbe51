namespace Undercurrent.Grains.Wire;

/// <summary>Why a launch was refused. The numbers travel: don't change them.</summary>
[GenerateSerializer]
[Alias("undercurrent.launchrefusal")]
internal enum LaunchRefusal
{
    /// <summary>It was accepted.</summary>
    None = 0,

    /// <summary>No such task on the silo that was to own the run.</summary>
    UnknownTask = 1,

    /// <summary>The inputs don't fit the task.</summary>
    WrongInputs = 2,

    /// <summary>The run id is taken.</summary>
    RunExists = 3,

    /// <summary>The silo is stopping and takes no further runs: ask again, another will.</summary>
    Draining = 4,

    /// <summary>The context breaks a limit of the silo's.</summary>
    ContextLimit = 5,

    /// <summary>The run store is away for longer than a launch waits.</summary>
    StoreUnavailable = 6,

    /// <summary>It is not decided yet, the store is slow or away: ask again with the same launch.</summary>
    Waiting = 7,
}
