namespace Undercurrent.Storage;

/// <summary>Whether SQLite waits for the disk at a commit: its <c>PRAGMA synchronous</c>, in WAL mode.</summary>
public enum SqliteSynchronous
{
    /// <summary>Each commit is on the disk before it counts: it survives a power cut. The default.</summary>
    Full = 0,

    /// <summary>
    /// Commits survive the death of the process, not that of the machine: a power cut may take the last seconds, and leaves
    /// the file consistent.
    /// </summary>
    Normal = 1,
}
