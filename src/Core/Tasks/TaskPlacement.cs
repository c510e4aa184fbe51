namespace Undercurrent;

/// <summary>Where in a cluster the actions of a task run. In process it changes nothing.</summary>
public enum TaskPlacement
{
    /// <summary>Spread over the silos, so that a fan-out uses the whole cluster. The default.</summary>
    Spread = 0,

    /// <summary>On the silo of the caller: the fastest call, for small tasks.</summary>
    Local = 1,
}
