using System.Data.Common;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage;

/// <content>The answers that were sent to runs.</content>
internal sealed partial class DurableRunStore
{
    private readonly SignalWatches _signals;

    public async Task<SignalResult> SendAsync(RunId runId, Signal signal, CancellationToken cancellationToken = default)
    {
        // Its token: run again behind a lost connection, the script finds what it did.
        var script = new Sql(
            "INSERT INTO signals (run_no, name, value, sent_by, at, token) SELECT no, @name, @value, @by, @at, @token FROM runs "
            + "WHERE id = @id AND ended_at IS NULL ON CONFLICT (run_no, name) DO NOTHING;\n"
            + "SELECT CASE WHEN s.token = @token THEN 0 WHEN r.ended_at IS NOT NULL THEN 2 ELSE 1 END "
            + "FROM runs r LEFT JOIN signals s ON s.run_no = r.no AND s.name = @name WHERE r.id = @id")
            .With("id", runId.Value).With("name", signal.Name).With("value", signal.Value.ToArray()).With("by", StoredText.Clean(signal.SentBy))
            .With("at", signal.At.UtcTicks).With("token", signal.Token);
        using var patience = new CancellationTokenSource(_options.ReadLimit, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var result = await _journal.RunAsync(() => _database.Write(script, ReadResult), either.Token).ConfigureAwait(false);
            if (result == SignalResult.First)
            {
                _signals.Signal(new(runId, signal.Name));
            }

            return result;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException(
                $"The signal '{signal.Name}' of the run '{runId}' could not be recorded in the run store {_database.Name} within {_options.ReadLimit}. "
                + "It may be recorded all the same; sent again, it is told whether the name has an answer.");
        }
    }

    // Whoever shares the database finds it there.
    public void Note(RunId runId, Signal signal) => _signals.Signal(new(runId, signal.Name));

    public Task<Signal?> FindSignalAsync(RunId runId, string name, CancellationToken cancellationToken = default)
    {
        var sql = new Sql("SELECT s.value, s.sent_by, s.at, s.token FROM runs r JOIN signals s ON s.run_no = r.no WHERE r.id = @id AND s.name = @name")
            .With("id", runId.Value).With("name", name);
        return ReadAsync(
            connection => connection.FirstAsync(sql, row => new Signal(name, row.Bytes(0), row.Text(1), row.Time(2), row.Text(3))),
            Timeout.InfiniteTimeSpan,
            cancellationToken);
    }

    public async Task<Signal> WaitForSignalAsync(RunId runId, string name, CancellationToken cancellationToken)
    {
        var key = new SignalWatches.Key(runId, name);
        var watch = _signals.Enter(key);
        try
        {
            while (true)
            {
                var next = watch.Next;
                if (await FindSignalAsync(runId, name, cancellationToken).ConfigureAwait(false) is { } signal)
                {
                    return signal;
                }

                await next.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _signals.Leave(key, watch);
        }
    }

    private static SignalResult ReadResult(DbDataReader reader) => reader.Read() ? (SignalResult)new Row(reader).Int(0) : SignalResult.NoRun;
}
