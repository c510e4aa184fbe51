namespace Undercurrent.Silo;

/// <summary>Where the cluster's membership is kept.</summary>
internal enum ClusterKind
{
    /// <summary>By the first silo, in its memory: silos of one machine.</summary>
    Localhost,

    /// <summary>In PostgreSQL: silos of any machines, none of them special.</summary>
    Postgres,
}
