namespace Undercurrent;

/// <summary>Among whom cached results are shared. The numbers are stored: don't change them.</summary>
public enum CacheScope
{
    /// <summary>All runs, for tasks of the same name in the same environment. The default.</summary>
    TaskEnvironment = 0,

    /// <summary>Only the run itself; the entries go with it.</summary>
    Run = 1,

    /// <summary>
    /// All runs, by the task's own name without its environment's: environments that share a task share its results. Two
    /// different tasks must not have the same name then.
    /// </summary>
    Everything = 2,
}
