namespace Undercurrent;

/// <summary>From where a run that is launched again begins.</summary>
public enum LaunchFrom
{
    /// <summary>Every action runs. The default.</summary>
    Start = 0,

    /// <summary>Bodies run again only where the source did not succeed: an action that succeeded there answers with that result, and its record names it.</summary>
    Failure = 1,
}
