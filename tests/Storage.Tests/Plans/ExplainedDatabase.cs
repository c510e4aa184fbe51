using System.Data.Common;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Tests.Plans;

/// <summary>A database whose statements are explained; those of scripts one by one.</summary>
internal sealed class ExplainedDatabase(IRunDatabase inner, PlanLog log) : IRunDatabase
{
    public string Name => inner.Name;

    public bool IsShared => inner.IsShared;

    public bool KnowsTheDead => inner.KnowsTheDead;

    public long MaxBatchBytes => inner.MaxBatchBytes;

    public Task MigrateAsync(CancellationToken cancellationToken) => inner.MigrateAsync(cancellationToken);

    public void Commit(JournalBatch batch) => inner.Commit(batch);

    public T Write<T>(Sql script, Func<DbDataReader, T> read)
    {
        Explain(script);
        return inner.Write(script, read);
    }

    public T WriteBeside<T>(Sql script, Func<DbDataReader, T> read)
    {
        Explain(script);
        return inner.WriteBeside(script, read);
    }

    private void Explain(Sql script)
    {
        foreach (var statement in script.Text.Split(";\n"))
        {
            var single = new Sql(statement);
            foreach (var (name, value) in script.Parameters.Where(parameter => statement.Contains($"@{parameter.Key}", StringComparison.Ordinal)))
            {
                _ = value switch
                {
                    long number => single.With(name, number),
                    byte[] bytes => single.With(name, bytes),
                    _ => single.With(name, (string)value),
                };
            }

            inner.ReadAsync(
                connection =>
                {
                    using var command = single.ToCommand(connection);
                    log.Explain(command);
                    return Task.FromResult(true);
                },
                CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) => inner.ReadAsync(
        async connection =>
        {
            await using var explaining = new ExplainingConnection(connection, log);
            return await read(explaining);
        },
        cancellationToken);

    public bool RemoveStep() => inner.RemoveStep();

    public IDisposable HoldOwner(string owner) => inner.HoldOwner(owner);

    public bool IsHeld(string owner) => inner.IsHeld(owner);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
