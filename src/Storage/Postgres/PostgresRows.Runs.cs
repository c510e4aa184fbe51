using Npgsql;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <content>Runs, and what hangs on them: contexts, marks, large payloads.</content>
internal sealed partial class PostgresRows
{
    // In the order of their numbers, so that two silos that want the same runs don't wait for each other.
    private readonly Rows _locks = new("SELECT no FROM runs WHERE no IN (SELECT e.no FROM {0}) ORDER BY no FOR NO KEY UPDATE");
    private readonly Rows.Column<long> _lockNo;

    private readonly Rows _turns = new("""
        WITH turn AS (
            UPDATE runs AS r SET seq = r.seq + e.added, cancel_requested = greatest(r.cancel_requested, e.cancel) FROM {0}
            WHERE r.no = e.no AND r.epoch = e.epoch AND r.ended_at IS NULL
            RETURNING 1)
        SELECT journal_expect(count(*), {1}) FROM turn
        """);

    private readonly Rows.Column<long> _turnNo, _turnEpoch, _turnAdded, _turnCancel;

    private readonly Rows _launches = new("""
        WITH e AS (SELECT * FROM {0}),
        run AS (
            INSERT INTO runs (no, id, task, state, launched_at, owner, scope, epoch, token, root, seq, cancel_requested)
            SELECT e.no, e.id, e.task, 0, e.launched_at, e.owner, e.scope, e.epoch, e.token, e.root, e.added, e.cancel FROM e)
        INSERT INTO run_details (run_no, launched_by, labels, context, launch, inputs, inputs_size)
        SELECT e.no, e.launched_by, e.labels, e.context, e.launch, e.inputs, e.inputs_size FROM e
        """);

    private readonly Rows.Column<long> _launchNo, _launchedAt, _launchEpoch, _launchAdded, _launchCancel, _launchInputsSize;
    private readonly Rows.Column<string> _launchId, _launchTask, _launchOwner, _launchScope, _launchToken, _launchedBy, _labels, _launchDetails;
    private readonly Rows.Column<byte[]> _root, _launchContext;
    private readonly Rows.Column<byte[]?> _launchInputs;
    private readonly List<KnownRun> _launched = [];

    private readonly Rows _ends = new("""
        WITH e AS (SELECT * FROM {0}),
        run AS (UPDATE runs AS r SET state = e.state, ended_at = e.at FROM e WHERE r.no = e.no),
        details AS (UPDATE run_details AS d SET output = e.output, output_size = e.output_size, failure = e.failure FROM e WHERE d.run_no = e.no)
        UPDATE actions AS a
        SET state = 5, ended_at = e.at, attempt_state = CASE a.attempt_state WHEN 0 THEN 5 ELSE a.attempt_state END
        FROM e WHERE a.run_no = e.no AND a.state IN (0, 1) AND a.state <> 2
        """);

    private readonly Rows.Column<long> _endNo, _endState, _endAt;
    private readonly Rows.Column<byte[]?> _endOutput;
    private readonly Rows.Column<long?> _endOutputSize;
    private readonly Rows.Column<string?> _endFailure;

    private readonly Rows _contexts = new("INSERT INTO contexts (run_no, hash, packed) SELECT e.run_no, e.hash, e.packed FROM {0} ON CONFLICT DO NOTHING");
    private readonly Rows.Column<long> _contextRun;
    private readonly Rows.Column<byte[]> _contextHash, _contextPacked;

    private readonly Rows _contextMarks = new("INSERT INTO context_marks (run_no, mark, hash) SELECT e.run_no, e.mark, e.hash FROM {0} ON CONFLICT DO NOTHING");
    private readonly Rows.Column<long> _contextMarkRun;
    private readonly Rows.Column<byte[]> _contextMark, _contextMarkHash;

    private readonly Rows _marks = new(
        "INSERT INTO run_marks (mark, launched_at, run_id, run_no) SELECT e.mark, e.launched_at, e.run_id, e.run_no FROM {0} ON CONFLICT DO NOTHING");

    private readonly Rows.Column<byte[]> _mark;
    private readonly Rows.Column<long> _markLaunchedAt, _markRunNo;
    private readonly Rows.Column<string> _markRunId;

    private readonly Rows _payloads = new("""
        INSERT INTO payloads (run_no, action, kind, bytes)
        SELECT DISTINCT ON (e.run_no, e.action, e.kind) e.run_no, e.action, e.kind, e.bytes FROM {0} ORDER BY e.run_no, e.action, e.kind, e.ord DESC
        ON CONFLICT (run_no, action, kind) DO UPDATE SET bytes = excluded.bytes
        """);

    private readonly Rows.Column<long> _payloadRun, _payloadKind, _payloadOrd;
    private readonly Rows.Column<byte[]> _payloadAction, _payloadBytes;

    public PostgresRows()
    {
        _lockNo = _locks.Number("no");
        (_turnNo, _turnEpoch, _turnAdded, _turnCancel) = (_turns.Number("no"), _turns.Number("epoch"), _turns.Number("added"), _turns.Number("cancel"));
        (_launchNo, _launchId, _launchTask) = (_launches.Number("no"), _launches.Text("id"), _launches.Text("task"));
        (_launchedAt, _launchOwner, _launchEpoch) = (_launches.Number("launched_at"), _launches.Text("owner"), _launches.Number("epoch"));
        _launchScope = _launches.Text("scope");
        (_launchToken, _root, _launchAdded, _launchCancel) = (_launches.Text("token"), _launches.Bytes("root"), _launches.Number("added"), _launches.Number("cancel"));
        (_launchedBy, _labels, _launchContext) = (_launches.Text("launched_by"), _launches.Text("labels"), _launches.Bytes("context"));
        (_launchDetails, _launchInputs, _launchInputsSize) = (_launches.Text("launch"), _launches.BytesOrNull("inputs"), _launches.Number("inputs_size"));
        (_endNo, _endState, _endAt) = (_ends.Number("no"), _ends.Number("state"), _ends.Number("at"));
        (_endOutput, _endOutputSize, _endFailure) = (_ends.BytesOrNull("output"), _ends.NumberOrNull("output_size"), _ends.TextOrNull("failure"));
        (_contextRun, _contextHash, _contextPacked) = (_contexts.Number("run_no"), _contexts.Bytes("hash"), _contexts.Bytes("packed"));
        (_contextMarkRun, _contextMark, _contextMarkHash) = (_contextMarks.Number("run_no"), _contextMarks.Bytes("mark"), _contextMarks.Bytes("hash"));
        (_mark, _markLaunchedAt, _markRunId, _markRunNo) = (_marks.Bytes("mark"), _marks.Number("launched_at"), _marks.Text("run_id"), _marks.Number("run_no"));
        (_payloadRun, _payloadAction, _payloadKind) = (_payloads.Number("run_no"), _payloads.Bytes("action"), _payloads.Number("kind"));
        (_payloadBytes, _payloadOrd) = (_payloads.Bytes("bytes"), _payloads.Number("ord"));
    }

    public void Launch(KnownRun run, RunLaunched launched)
    {
        var launch = launched.Launch;
        _launched.Add(run);
        _launchNo.Add(run.No);
        _launchId.Add(run.Id);
        _launchTask.Add(launch.Task);
        _launchedAt.Add(run.LaunchedAt);
        _launchOwner.Add(PostgresText.Of(launched.Owner));
        _launchScope.Add(PostgresText.Of(launched.Scope));
        _launchEpoch.Add(run.Epoch);
        _launchToken.Add(run.Token);
        _root.Add(ActionKey.Of(launch.ToRootCall().ActionId));
        _launchedBy.Add(PostgresText.Of(launch.LaunchedBy));
        _labels.Add(StoredText.Of(launch.Labels));
        _launchContext.Add(launch.Context.Masked.Packed.ToArray());
        _launchDetails.Add(LaunchDetails.ToJson(launch));
        _launchInputs.Add(Payloads.IsApart(launch.Inputs.Length) ? null : launch.Inputs.ToArray());
        _launchInputsSize.Add(launch.Inputs.Length);
        _launches.Next();
        KeepApart(run, [], Payloads.Inputs, launch.Inputs);
        foreach (var (name, value) in launch.Labels)
        {
            Mark(run, RunMarks.Label(name, value));
        }

        foreach (var entry in launch.Context.Masked.EntrySpan)
        {
            Mark(run, RunMarks.LaunchContext(entry.Key, entry.Value));
            Mark(run, RunMarks.AnyContext(entry.Key, entry.Value));
        }
    }

    public void End(KnownRun run, RunEnded ended)
    {
        var outcome = ended.Outcome;
        ReadOnlyMemory<byte>? output = outcome.Kind == OutcomeKind.Succeeded ? outcome.Value : default(ReadOnlyMemory<byte>?);
        _endNo.Add(run.No);
        _endState.Add((long)RunStates.After(outcome.Kind));
        _endAt.Add(ended.At.UtcTicks);
        _endOutput.Add(output is { } bytes && !Payloads.IsApart(bytes.Length) ? bytes.ToArray() : null);
        _endOutputSize.Add(output?.Length);
        _endFailure.Add(StoredText.Of(outcome.Failure));
        _ends.Next();
        KeepApart(run, [], Payloads.Output, output ?? default);
        foreach (var word in ErrorWords.Of(outcome.Failure))
        {
            Mark(run, RunMarks.Word(word));
        }
    }

    /// <summary>Keeps a payload that is too large for a row; does nothing with others.</summary>
    public void KeepApart(KnownRun run, byte[] action, long kind, ReadOnlyMemory<byte> bytes)
    {
        if (Payloads.IsApart(bytes.Length))
        {
            _payloadRun.Add(run.No);
            _payloadAction.Add(action);
            _payloadKind.Add(kind);
            _payloadBytes.Add(bytes.ToArray());
            _payloadOrd.Add(_payloads.Count);
            _payloads.Next();
        }
    }

    private byte[] KeepContext(KnownRun run, CustomContext given)
    {
        var context = given.Masked;
        var hash = run.Contexts.HashOf(context, out var isNew);
        if (isNew)
        {
            _contextRun.Add(run.No);
            _contextHash.Add(hash);
            _contextPacked.Add(context.Packed.ToArray());
            _contexts.Next();
            foreach (var entry in context.EntrySpan)
            {
                var mark = RunMarks.AnyContext(entry.Key, entry.Value);
                _contextMarkRun.Add(run.No);
                _contextMark.Add(mark);
                _contextMarkHash.Add(hash);
                _contextMarks.Next();
                Mark(run, mark);
            }
        }

        return hash;
    }

    private void Mark(KnownRun run, byte[] mark)
    {
        _mark.Add(mark);
        _markLaunchedAt.Add(run.LaunchedAt);
        _markRunId.Add(run.Id);
        _markRunNo.Add(run.No);
        _marks.Next();
    }

    private void ClearRuns()
    {
        _launched.Clear();
        foreach (var rows in (Rows[])[_locks, _turns, _launches, _ends, _contexts, _contextMarks, _marks, _payloads])
        {
            rows.Clear();
        }
    }

    private void AddRuns(NpgsqlBatch batch, IReadOnlyList<KnownRun> changed)
    {
        foreach (var run in changed)
        {
            if (!run.IsNew)
            {
                _lockNo.Add(run.No);
                _locks.Next();
                _turnNo.Add(run.No);
                _turnEpoch.Add(run.Epoch);
                _turnAdded.Add(run.Added);
                _turnCancel.Add(run.IsCancelRequested ? 1 : 0);
                _turns.Next();
            }
        }

        foreach (var run in _launched)
        {
            _launchAdded.Add(run.Added);
            _launchCancel.Add(run.IsCancelRequested ? 1 : 0);
        }

        foreach (var rows in (Rows[])[_locks, _turns, _launches, _contexts, _contextMarks, _marks, _payloads])
        {
            rows.AddTo(batch);
        }
    }

    private void AddEnds(NpgsqlBatch batch) => _ends.AddTo(batch);
}
