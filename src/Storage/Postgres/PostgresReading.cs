using Npgsql;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>What the plan has to know before it can decide: runs and actions, read in one message.</summary>
internal sealed class PostgresReading
{
    /// <summary>How many numbers one value of the sequence stands for: its increment.</summary>
    public const int RunNumbers = 64;

    private readonly HashSet<RunId> _runs = [];
    private readonly HashSet<ActionOfRun> _wanted = [];
    private readonly Dictionary<ActionOfRun, StoredAction> _found = [];

    public void WantRun(RunId runId) => _runs.Add(runId);

    public void WantAction(ActionOfRun action) => _wanted.Add(action);

    /// <summary>The action's row, if it was wanted and is there.</summary>
    public StoredAction? Find(ActionOfRun action) => _found.GetValueOrDefault(action);

    public void Clear()
    {
        _runs.Clear();
        _wanted.Clear();
        _found.Clear();
    }

    /// <summary>Reads all that is wanted.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="runs">Takes the runs that are there; those that aren't are removed.</param>
    public void Read(NpgsqlConnection connection, Dictionary<RunId, KnownRun> runs)
    {
        if (_runs.Count + _wanted.Count == 0)
        {
            return;
        }

        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT no, id, epoch, launched_at, token, ended_at IS NOT NULL, owner FROM runs WHERE id = ANY($1)")
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. _runs.Select(run => run.Value)] } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT r.id, a.id, a.no, a.state, a.ancestors, a.attempt, a.attempt_state, a.lost, a.host, a.started_at, a.attempt_ended_at, a.ended_at, a.failure, "
            + "a.attempt_failure, a.no_retry, a.earlier, a.events, a.details "
            + "FROM unnest($1::text[], $2::bytea[]) AS e (run_id, id) JOIN runs AS r ON r.id = e.run_id JOIN actions AS a ON a.run_no = r.no AND a.id = e.id")
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. _wanted.Select(action => action.RunId.Value)] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. _wanted.Select(action => ActionKey.Of(action.ActionId))] },
            },
        });
        using var reader = batch.ExecuteReader();
        foreach (var run in _runs)
        {
            runs.Remove(run);
        }

        while (reader.Read())
        {
            var run = ReadRun(reader);
            runs[RunId.Parse(run.Id)] = run;
        }

        reader.NextResult();
        while (reader.Read())
        {
            _found[new(RunId.Parse(reader.GetString(0)), ActionKey.Read(reader.GetFieldValue<byte[]>(1)))] = ReadAction(reader);
        }
    }

    private static KnownRun ReadRun(NpgsqlDataReader reader) => new()
    {
        No = reader.GetInt64(0),
        Id = reader.GetString(1),
        Epoch = reader.GetInt64(2),
        LaunchedAt = reader.GetInt64(3),
        Token = reader.GetString(4),
        HasEnded = reader.GetBoolean(5),
        Owner = reader.IsDBNull(6) ? null : reader.GetString(6),
    };

    private static StoredAction ReadAction(NpgsqlDataReader reader) => new()
    {
        No = reader.GetInt64(2),
        State = (ActionState)reader.GetInt64(3),
        Ancestors = AncestorAttempts.FromSortKey(reader.GetFieldValue<byte[]>(4)),
        Attempt = reader.GetInt32(5),
        AttemptState = (ActionState)reader.GetInt64(6),
        Lost = reader.GetInt32(7),
        Host = reader.IsDBNull(8) ? null : reader.GetString(8),
        StartedAt = reader.IsDBNull(9) ? null : reader.GetInt64(9),
        AttemptEndedAt = reader.IsDBNull(10) ? null : reader.GetInt64(10),
        EndedAt = reader.IsDBNull(11) ? null : reader.GetInt64(11),
        Failure = reader.IsDBNull(12) ? null : reader.GetString(12),
        AttemptFailure = reader.IsDBNull(13) ? null : reader.GetString(13),
        NoRetry = reader.GetInt64(14) != 0,
        Earlier = reader.GetInt32(15),
        Events = reader.GetInt32(16),
        Details = reader.IsDBNull(17) ? null : reader.GetString(17),
    };
}
