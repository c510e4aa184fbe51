namespace Undercurrent.Storage.Journal;

/// <summary>Something else than entries that is done on the journal's thread, in its place among them.</summary>
internal interface IJournalWork
{
    /// <exception cref="Databases.DatabaseAwayException">It is to be run again; any other goes to who waits.</exception>
    void Run();

    void Fail(Exception exception);
}
