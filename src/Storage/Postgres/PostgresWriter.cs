using System.Security.Cryptography;
using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Postgres;

/// <summary>
/// Writes the journal's batches. What a batch does to the rows is decided here, on what is remembered of them and, where
/// that is not enough, read first; then all of it goes to the server in one message, which is one transaction. That checks
/// that what it was decided on still holds, and fails whole when it doesn't: then it is read and decided anew.
/// </summary>
/// <remarks>
/// So no lock is ever held between two messages, and a process that is stopped in the midst of its work holds up nobody.
/// Used on the journal's thread only.
/// </remarks>
internal sealed class PostgresWriter(NpgsqlConnectionStringBuilder connectionString) : IDisposable
{
    private const int MaxTries = 10;

    private readonly byte[] _writer = RandomNumberGenerator.GetBytes(16);
    private readonly PostgresPlan _plan = new();
    private NpgsqlConnection? _connection;
    private bool _isWriterKnown;
    private long _number;

    // What was sent last, when nobody knows whether it was committed.
    private Dictionary<PendingEntry, (Appended Answer, Exception? Error)>? _uncertain;

    /// <inheritdoc cref="Databases.IRunDatabase.Commit"/>
    /// <exception cref="NpgsqlException">As the server or the network has it.</exception>
    public void Commit(JournalBatch batch)
    {
        for (var tries = 1; ; tries++)
        {
            var connection = Connect();
            var open = Settle(connection, batch.Entries);
            if (open.Count == 0)
            {
                return;
            }

            var sent = false;
            try
            {
                _plan.Make(connection, open, isFresh: tries > 1);
                using var statements = new NpgsqlBatch(connection);
                AddNumber(statements);
                _plan.AddTo(statements);
                _uncertain = open.ToDictionary(entry => entry, entry => (entry.Answer, entry.Error));
                sent = true;
                statements.ExecuteNonQuery();
                _plan.Keep();
                _uncertain = null;
                _number++;
                return;
            }
            catch (PostgresException exception) when (PostgresErrors.IsStale(exception) && tries < MaxTries)
            {
                // Either a row has changed meanwhile, or an earlier try of this batch was committed in the end.
                _plan.Forget();
            }
            catch (PostgresException exception) when (PostgresErrors.IsPlannedOnPast(exception))
            {
                // Others are faster again and again: no entry of the batch is to blame.
                _plan.Forget();
                throw PostgresErrors.Away(exception);
            }
            catch (NpgsqlException exception)
            {
                _plan.Forget();
                _uncertain = sent && PostgresErrors.IsUncertain(exception) ? _uncertain : null;
                throw;
            }
            catch
            {
                _plan.Forget();
                _uncertain = null;
                throw;
            }
        }
    }

    /// <summary>Does something else on the writer's connection; what is remembered of runs may not hold behind it.</summary>
    public T Write<T>(Func<NpgsqlConnection, T> work)
    {
        _plan.Forget();
        return work(Connect());
    }

    /// <summary>Does something else on the writer's connection that changes nothing of what is remembered.</summary>
    public T WriteBeside<T>(Func<NpgsqlConnection, T> work) => work(Connect());

    public void Dispose() => _connection?.Dispose();

    /// <exception cref="DatabaseAwayException">Whatever the reason: no entry is to blame that there is no connection.</exception>
    private NpgsqlConnection Connect()
    {
        if (_connection is { State: System.Data.ConnectionState.Open } open)
        {
            return open;
        }

        _connection?.Dispose();
        _connection = null;
        var connection = new NpgsqlConnection(connectionString.ConnectionString);
        try
        {
            connection.Open();

            // No statement of the journal needs more than the rows it names; a plan made while the tables are small stays good.
            using var set = new NpgsqlCommand(
                "SET enable_seqscan = off; SET jit = off; SET statement_timeout = '60s'; SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '10s'", connection);
            set.ExecuteNonQuery();
        }
        catch (Exception exception)
        {
            connection.Dispose();
            throw PostgresErrors.Away(exception);
        }

        return _connection = connection;
    }

    /// <summary>The entries that are still to be committed: without those of an earlier try that was committed after all.</summary>
    private IReadOnlyList<PendingEntry> Settle(NpgsqlConnection connection, IReadOnlyList<PendingEntry> entries)
    {
        AddWriter(connection);
        if (_uncertain is not { } uncertain)
        {
            return entries;
        }

        using var read = new NpgsqlCommand("SELECT batch FROM journal_writers WHERE writer = $1", connection) { Parameters = { new() { Value = _writer } } };
        var batch = read.ExecuteScalar() as long?;
        if (batch == _number)
        {
            // Not committed so far. If it should be yet, it takes the number that the next try wants.
            return entries;
        }

        _uncertain = null;
        if (batch != _number + 1)
        {
            // The row is not as this journal left it: removed as one of long ago, or the server lost its last commits
            // (a standby took over, or it doesn't wait for its disk). So this batch is not committed either.
            _plan.Forget();
            (_number, _isWriterKnown) = (batch ?? 0, batch is not null);
            AddWriter(connection);
            return entries;
        }

        _number++;
        var open = new List<PendingEntry>();
        foreach (var entry in entries)
        {
            if (!uncertain.TryGetValue(entry, out var result))
            {
                open.Add(entry);
                continue;
            }

            entry.SetAnswer(result.Answer);
            if (result.Error is { } error)
            {
                entry.SetError(error);
            }
        }

        return open;
    }

    // Those of long ago go; when one of them still lives, it makes its row anew.
    private void AddWriter(NpgsqlConnection connection)
    {
        if (_isWriterKnown)
        {
            return;
        }

        using var add = new NpgsqlCommand(
            "DELETE FROM journal_writers WHERE wrote_at < now() - interval '30 days'; "
            + "INSERT INTO journal_writers (writer, batch, wrote_at) VALUES (@writer, 0, now()) ON CONFLICT DO NOTHING", connection);
        add.Parameters.AddWithValue("writer", _writer);
        add.ExecuteNonQuery();
        _isWriterKnown = true;
    }

    private void AddNumber(NpgsqlBatch batch) => batch.BatchCommands.Add(new NpgsqlBatchCommand(
        "WITH turn AS (UPDATE journal_writers SET batch = $2 + 1, wrote_at = now() WHERE writer = $1 AND batch = $2 RETURNING 1) SELECT journal_expect(count(*), 1) FROM turn")
    {
        Parameters = { new NpgsqlParameter<byte[]> { TypedValue = _writer }, new NpgsqlParameter<long> { TypedValue = _number } },
    });
}
