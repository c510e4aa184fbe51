using System.Data.Common;
using Undercurrent.Records;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage.Databases;

/// <summary>
/// What differs between the databases that hold a run store: opening, migrating, committing what the journal gathered.
/// What is read is written once, in SQL that all of them understand (<see cref="DurableRunStore"/>), so tables and columns
/// are named alike and mean the same; <c>Sqlite/Migrations/0001.sql</c> says what. Numbers are 64 bits wide, bytes and texts
/// are compared bytewise.
/// </summary>
internal interface IRunDatabase : IAsyncDisposable
{
    /// <summary>For people: the file, or host and name; never a password.</summary>
    string Name { get; }

    /// <summary>See <see cref="Undercurrent.Records.IRunStore.IsShared"/>.</summary>
    bool IsShared { get; }

    /// <summary>Whether <see cref="IsHeld"/> tells for certain that an owner lives no more.</summary>
    bool KnowsTheDead { get; }

    /// <summary>SQL for the number of a run's last event, in a statement about the table <c>runs</c>.</summary>
    string LastSequence => "seq";

    /// <summary>About how many bytes of payloads a batch has at most; a larger entry comes alone.</summary>
    long MaxBatchBytes { get; }

    /// <summary>Creates the schema, or brings it to this program's version; safe when several processes do it at once.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Commits all entries in one transaction, in their order, and gives each its answer. Called on the journal's thread
    /// only, so it blocks and is never called twice at once.
    /// </summary>
    /// <remarks>
    /// What it throws is about the whole batch, nothing of which is then in the record; answers given until then are
    /// forgotten. The journal tries the same batch again after <see cref="DatabaseAwayException"/>, for as long as it
    /// takes, and after anything else the batch's halves, until the entry that can't be committed stands alone.
    /// A batch that is tried again may be in the record already, when the connection was lost in the commit: it must not
    /// be recorded twice, and the answers are to be the same.
    /// </remarks>
    /// <exception cref="DatabaseAwayException">It is worth trying again.</exception>
    void Commit(JournalBatch batch);

    /// <summary>Runs statements as one transaction; called on the journal's thread only, between batches.</summary>
    /// <exception cref="DatabaseAwayException">It is worth trying again; a script must bear being run twice.</exception>
    T Write<T>(Sql script, Func<DbDataReader, T> read);

    /// <summary>As <see cref="Write{T}"/>, for tables that no entry of the journal has to do with: what is known of runs still holds behind it.</summary>
    /// <exception cref="DatabaseAwayException">It is worth trying again; a script must bear being run twice.</exception>
    T WriteBeside<T>(Sql script, Func<DbDataReader, T> read);

    /// <summary>Reads on a pooled connection, never on the caller's thread for longer than a moment.</summary>
    /// <exception cref="DatabaseAwayException">It is worth trying again.</exception>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Reads actions by <see cref="RecordedRows.Columns"/>, perhaps many, on a connection that <see cref="ReadAsync{T}"/> gave.</summary>
    /// <returns>How many there were.</returns>
    async Task<int> ReadRecordedAsync(DbConnection connection, Sql sql, Action<RecordedAction> take)
    {
        var count = 0;
        await foreach (var action in connection.StreamAsync(sql, static row => RecordedRows.Read(row)).ConfigureAwait(false))
        {
            take(action);
            count++;
        }

        return count;
    }

    /// <summary>
    /// Removes one step of what is left of runs that were removed from view (table <c>removals</c>): some thousands of rows
    /// in a transaction of its own. Called on the journal's thread only.
    /// </summary>
    /// <returns>Whether anything is left to remove.</returns>
    bool RemoveStep();

    /// <inheritdoc cref="Undercurrent.Records.IRunStore.HoldOwner"/>
    IDisposable HoldOwner(string owner);

    /// <inheritdoc cref="Undercurrent.Records.IRunStore.IsHeld"/>
    bool IsHeld(string owner);
}
