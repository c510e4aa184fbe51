using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Postgres;

/// <summary>
/// All that a transaction writes. The numbers of rows depend on what other silos have added to a run before, so they are
/// made by the server, under the run's lock: the run's sequence number behind this transaction, less the row's distance
/// from it (<c>back</c>).
/// </summary>
internal sealed partial class PostgresRows
{
    private readonly ActionColumns _new = new("""
        INSERT INTO actions (no, run_no, id, parent, task, context, called_at, inputs, inputs_size, ancestors, attempt, state, attempt_state, lost, host,
            started_at, attempt_ended_at, ended_at, output, output_size, failure, attempt_failure, no_retry, earlier, events, details)
        SELECT (r.no << 32) | (r.seq - e.back), e.run_no, e.id, e.parent, e.task, e.context, e.called_at, e.inputs, e.inputs_size, e.ancestors, e.attempt, e.state,
            e.attempt_state, e.lost, e.host, e.started_at, e.attempt_ended_at, e.ended_at, e.output, e.output_size, e.failure, e.attempt_failure, e.no_retry,
            e.earlier, e.events, e.details
        FROM {0} JOIN runs AS r ON r.no = e.run_no
        """, isNew: true);

    private readonly ActionColumns _changed = new("""
        WITH changed AS (
            UPDATE actions AS a
            SET no = (r.no << 32) | (r.seq - e.back), ancestors = e.ancestors, attempt = e.attempt, state = e.state, attempt_state = e.attempt_state, lost = e.lost,
                host = e.host, started_at = e.started_at, attempt_ended_at = e.attempt_ended_at, ended_at = e.ended_at, output = e.output,
                output_size = e.output_size, failure = e.failure, attempt_failure = e.attempt_failure, no_retry = e.no_retry, earlier = e.earlier, events = e.events, details = e.details
            FROM {0} JOIN runs AS r ON r.no = e.run_no
            WHERE a.run_no = e.run_no AND a.id = e.id AND a.attempt = e.was_attempt AND a.state = e.was_state AND a.attempt_state = e.was_attempt_state
                AND a.earlier = e.was_earlier AND a.ancestors = e.was_ancestors
            RETURNING 1)
        SELECT journal_expect(count(*), {1}) FROM changed
        """, isNew: false);

    private readonly EventColumns _events = new();
    private readonly AttemptColumns _attempts = new();
    private readonly CancelColumns _cancels = new();
    private readonly List<LaunchWithdrawn> _withdrawn = [];

    public void Clear()
    {
        _new.Clear();
        _changed.Clear();
        _events.Clear();
        _attempts.Clear();
        _cancels.Clear();
        _withdrawn.Clear();
        ClearRuns();
    }

    /// <summary>A row for an action, or its change.</summary>
    public void Action(PlannedAction planned)
    {
        if (planned.IsNew)
        {
            _new.Add(planned, KeepContext(planned.Run, planned.Call.Context));
        }
        else
        {
            _changed.Add(planned, []);
        }
    }

    /// <summary>An earlier attempt of an action, before its row becomes the next one's.</summary>
    public void Attempt(KnownRun run, ActionId id, StoredAction action) => _attempts.Add(run, id, action);

    /// <param name="run">The run.</param>
    /// <param name="place">Among the events that the transaction adds; of no use with a number.</param>
    /// <param name="number">The row's number when it has one already.</param>
    /// <param name="at">When.</param>
    /// <param name="kind">What.</param>
    /// <param name="action">The action.</param>
    /// <param name="task">Its task, or the run's.</param>
    /// <param name="attempt">Its attempt.</param>
    /// <param name="state">The attempt's state; a logged line's level.</param>
    /// <param name="message">Words.</param>
    /// <param name="warning">What a warning is about.</param>
    public void Event(
        KnownRun run, int place, long? number, long at, RunEventKind kind, ActionId? action, string task, int attempt, long? state, string? message,
        RunWarningKind? warning) => _events.Add(run, place, number, at, kind, action, task, attempt, state, message, warning);

    /// <summary>An action that somebody wants cancelled.</summary>
    public void Cancel(KnownRun run, ActionCancelRequested cancel) => _cancels.Add(run, cancel);

    public void Withdraw(LaunchWithdrawn withdrawn) => _withdrawn.Add(withdrawn);

    /// <summary>Adds the statements, in the order in which they have to run.</summary>
    /// <param name="batch">Takes them.</param>
    /// <param name="changed">The runs that have new events, or are changed otherwise.</param>
    public void AddTo(NpgsqlBatch batch, IReadOnlyList<KnownRun> changed)
    {
        AddRuns(batch, changed);
        _new.AddTo(batch);
        _attempts.AddTo(batch);
        _cancels.AddTo(batch);
        _changed.AddTo(batch);
        _events.AddTo(batch);
        AddEnds(batch);
        foreach (var withdrawn in _withdrawn)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("""
                WITH gone AS (DELETE FROM runs WHERE id = $1 AND token = $2 AND ended_at IS NULL RETURNING no),
                marks AS (DELETE FROM run_marks USING gone WHERE run_no = gone.no),
                details AS (DELETE FROM run_details USING gone WHERE run_no = gone.no)
                INSERT INTO removals (run_no) SELECT no FROM gone
                """)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = withdrawn.RunId.Value }, new NpgsqlParameter<string> { TypedValue = withdrawn.Token } },
            });
        }
    }
}
