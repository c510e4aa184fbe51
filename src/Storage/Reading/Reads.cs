using System.Data.Common;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>Runs queries and reads their rows.</summary>
internal static class Reads
{
    public static async Task<List<T>> ListAsync<T>(this DbConnection connection, Sql sql, Func<Row, T> read)
    {
        var items = new List<T>();
        await foreach (var item in connection.StreamAsync(sql, read).ConfigureAwait(false))
        {
            items.Add(item);
        }

        return items;
    }

    public static async Task<T?> FirstAsync<T>(this DbConnection connection, Sql sql, Func<Row, T> read)
    {
        await foreach (var item in connection.StreamAsync(sql, read).ConfigureAwait(false))
        {
            return item;
        }

        return default;
    }

    public static async IAsyncEnumerable<T> StreamAsync<T>(this DbConnection connection, Sql sql, Func<Row, T> read)
    {
        var command = sql.ToCommand(connection);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var row = new Row(reader);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            yield return read(row);
        }
    }

    /// <summary>One page of a query that may have more; it is shorter than asked when payloads are large.</summary>
    public static async Task<Page<T>> PageAsync<T>(IAsyncEnumerable<T> ordered, int size, Func<T, PageMark> markOf, Func<T, int> payloadOf)
    {
        var cut = new PageCut<T>(size, markOf, payloadOf);
        await foreach (var item in ordered.ConfigureAwait(false))
        {
            if (!cut.TryAdd(item))
            {
                break;
            }
        }

        return cut.Page;
    }

    /// <summary>The number of a run; null when there is none of this id.</summary>
    public static Task<long?> RunNumberAsync(this DbConnection connection, RunId runId) =>
        connection.FirstAsync(new Sql("SELECT no FROM runs WHERE id = @id").With("id", runId.Value), row => (long?)row.Long(0));

    /// <summary>A payload that is kept apart.</summary>
    public static Task<byte[]?> PayloadAsync(this DbConnection connection, long run, byte[] action, long kind) => connection.FirstAsync(
        new Sql("SELECT bytes FROM payloads WHERE run_no = @run AND action = @action AND kind = @kind")
            .With("run", run).With("action", action).With("kind", kind),
        row => row.Bytes(0));
}
