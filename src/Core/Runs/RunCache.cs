namespace Undercurrent;

/// <summary>What a run makes of the cached results of its tasks. The numbers travel: don't change them.</summary>
public enum RunCache
{
    /// <summary>As the cache policy of each task says. The default.</summary>
    Use = 0,

    /// <summary>No cached result is taken, and none is kept.</summary>
    Off = 1,

    /// <summary>No cached result is taken; those of this run replace the ones that are kept.</summary>
    Override = 2,
}
