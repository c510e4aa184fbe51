using System.Collections.Concurrent;
using System.Data.Common;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Tests.Journal;

/// <summary>A database that keeps the entries in a list, and does before each commit what the test says.</summary>
internal sealed class FakeDatabase(Action<JournalBatch>? before = null) : IRunDatabase
{
    private readonly ConcurrentQueue<JournalEntry[]> _batches = new();

    /// <summary>The batches that were committed.</summary>
    public IReadOnlyList<JournalEntry[]> Batches => [.. _batches];

    /// <summary>The entries that were committed, in their order.</summary>
    public IReadOnlyList<JournalEntry> Entries => [.. _batches.SelectMany(batch => batch)];

    public bool IsDisposed { get; private set; }

    public string Name => "'the fake'";

    public bool IsShared => true;

    public bool KnowsTheDead => false;

    public long MaxBatchBytes { get; init; } = long.MaxValue;

    public Task MigrateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Commit(JournalBatch batch)
    {
        before?.Invoke(batch);
        foreach (var entry in batch.Entries)
        {
            entry.SetAnswer(Appended.Taken);
        }

        _batches.Enqueue([.. batch.Entries.Select(entry => entry.Entry)]);
    }

    public T Write<T>(Sql script, Func<DbDataReader, T> read) => throw new NotSupportedException("Nothing is written by a script here.");

    public T WriteBeside<T>(Sql script, Func<DbDataReader, T> read) => throw new NotSupportedException("Nothing is written by a script here.");

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) => throw new NotSupportedException("Nothing is read here.");

    public bool RemoveStep() => false;

    public IDisposable HoldOwner(string owner) => throw new NotSupportedException("Nobody is held here.");

    public bool IsHeld(string owner) => false;

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
