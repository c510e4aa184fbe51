namespace Undercurrent.Silo;

/// <summary>Where runs are recorded.</summary>
internal enum StoreKind
{
    /// <summary>In a file of this machine.</summary>
    Sqlite,

    /// <summary>In the database that the silos share.</summary>
    Postgres,

    /// <summary>In the memory of each silo, gone with it.</summary>
    Memory,
}
