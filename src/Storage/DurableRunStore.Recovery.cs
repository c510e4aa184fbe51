using System.Data.Common;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage;

/// <content>What recovery asks for and does. It waits for a database that is away.</content>
internal sealed partial class DurableRunStore
{
    private const int NamesAtATime = 500;

    private readonly IdSource _claims;

    public Task<RecordedAction?> FindRecordedAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) => ReadRunAsync(
        runId,
        async (connection, run) =>
        {
            var sql = ActionSearch.ById($"SELECT {RecordedRows.Columns} FROM actions a", run, actionId);
            var recorded = await connection.FirstAsync(sql, static row => RecordedRows.Read(row)).ConfigureAwait(false);
            return recorded is not { IsApart: true }
                ? recorded
                : recorded with { IsApart = false, Outcome = Outcome.Succeeded(await connection.PayloadAsync(run, ActionKey.Of(actionId), Payloads.Output).ConfigureAwait(false)) with { Details = recorded.Details } };
        },
        (RecordedAction?)null,
        cancellationToken,
        Timeout.InfiniteTimeSpan);

    public Task<int> ReadRecordedChildrenAsync(
        RunId runId, ActionId parentId, int max, Action<RecordedAction> take, CancellationToken cancellationToken = default) => ReadRunAsync(
            runId,
            (connection, run) => _database.ReadRecordedAsync(
                connection,
                new Sql($"SELECT {RecordedRows.Columns} FROM actions WHERE run_no = @run AND parent = @parent ORDER BY called_at, id LIMIT @max")
                    .With("run", run).With("parent", ActionKey.Of(parentId)).With("max", max),
                take),
            0,
            cancellationToken,
            Timeout.InfiniteTimeSpan);

    public Task<IReadOnlyList<ActionId>> ReadActionCancelsAsync(RunId runId, CancellationToken cancellationToken = default) => ReadRunAsync<IReadOnlyList<ActionId>>(
        runId,
        async (connection, run) => await connection.ListAsync(
            new Sql("SELECT action FROM action_cancels WHERE run_no = @run").With("run", run), row => ActionKey.Read(row.Bytes(0))).ConfigureAwait(false),
        [],
        cancellationToken,
        Timeout.InfiniteTimeSpan);

    public Task<bool> HasProgressAsync(RunId runId, ActionId parentId, DateTimeOffset since, CancellationToken cancellationToken = default) => ReadRunAsync(
        runId,
        (connection, run) => connection.FirstAsync(
            new Sql("SELECT 1 FROM actions WHERE run_no = @run AND parent = @parent AND (ended_at IS NULL OR ended_at >= @since) LIMIT 1")
                .With("run", run).With("parent", ActionKey.Of(parentId)).With("since", since.UtcTicks),
            static _ => true),
        false,
        cancellationToken,
        Timeout.InfiniteTimeSpan);

    public Task<IReadOnlyList<UnfinishedRun>> FindUnfinishedAsync(
        IReadOnlyCollection<string> living, int max, UnfinishedFilter? filter = null, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<UnfinishedRun>>(
            async connection =>
            {
                var owners = await connection.ListAsync(
                    new Sql("SELECT DISTINCT owner FROM runs WHERE ended_at IS NULL AND owner IS NOT NULL"), row => row.Text(0)).ConfigureAwait(false);
                string[] gone = [.. owners.Where(owner => !living.Contains(owner) && !IsHeld(owner))];

                // Two questions, each along the index of the runs that have not ended; an OR would go through all that have.
                const string Open = "SELECT id, task, scope, owner, epoch, launched_at FROM runs WHERE ended_at IS NULL AND owner";
                var sql = new Sql($"SELECT id, task, owner, epoch FROM ({Open} IS NULL UNION ALL {Open} IN ").List("o", gone).Add(") AS u ");
                if (filter is not null)
                {
                    sql.Add("WHERE scope = @scope").With("scope", filter.Scope);

                    // Nothing is known to be not in an empty list, which is written (NULL).
                    _ = filter.ExceptTasks.Count == 0 ? sql : sql.Add(" AND task NOT IN ").List("t", filter.ExceptTasks);
                    _ = filter.ExceptRuns.Count == 0 ? sql : sql.Add(" AND id NOT IN ").List("r", [.. filter.ExceptRuns.Select(run => run.Value)]);
                }

                sql.Add(" ORDER BY launched_at, id LIMIT @max").With("max", max);
                return await connection.ListAsync(
                    sql, row => new UnfinishedRun(RunId.Parse(row.Text(0)), row.Text(1), row.TextOrNull(2), row.Long(3))).ConfigureAwait(false);
            },
            _options.LaunchLimit,
            cancellationToken);

    public Task<IReadOnlyList<RunId>> FindCancelRequestedAsync(string owner, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<RunId>>(
            async connection => await connection.ListAsync(
                new Sql("SELECT id FROM runs WHERE owner = @owner AND ended_at IS NULL AND cancel_requested = 1").With("owner", owner),
                row => RunId.Parse(row.Text(0))).ConfigureAwait(false),
            _options.LaunchLimit,
            cancellationToken);

    public Task<IReadOnlyList<RunId>> FindLostAsync(string owner, IReadOnlyCollection<RunId> runs, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<RunId>>(
            async connection =>
            {
                var own = new HashSet<RunId>();
                foreach (var some in runs.Chunk(NamesAtATime))
                {
                    var sql = new Sql("SELECT id FROM runs WHERE owner = @owner AND ended_at IS NULL AND id IN ").With("owner", owner)
                        .List("id", [.. some.Select(run => run.Value)]);
                    own.UnionWith(await connection.ListAsync(sql, row => RunId.Parse(row.Text(0))).ConfigureAwait(false));
                }

                return [.. runs.Where(run => !own.Contains(run))];
            },
            _options.LaunchLimit,
            cancellationToken);

    public async Task<RunClaim?> TryClaimAsync(UnfinishedRun run, string owner, CancellationToken cancellationToken = default)
    {
        // The token of this attempt to claim: run again behind a lost connection, the script finds what it did. That what is 0 isn't 2
        // is said because the index of those that did not succeed is only taken then.
        var script = new Sql(
            "UPDATE runs SET lost_in_a_row = CASE WHEN owner IS NULL THEN lost_in_a_row WHEN c.ended > recorded OR c.waits > 0 THEN 1 ELSE lost_in_a_row + 1 END, "
            + $"recorded = c.ended, owner = @owner, epoch = epoch + 1, claim = @claim, state = 0, seq = {_database.LastSequence} + 1 "
            + "FROM (SELECT (SELECT count(*) FROM actions WHERE run_no = (SELECT no FROM runs WHERE id = @id) AND state IN (2, 3, 4)) AS ended, "
            + "(SELECT count(*) FROM actions WHERE run_no = (SELECT no FROM runs WHERE id = @id) AND state = 0 AND state <> 2 AND task LIKE '%)') AS waits) AS c "
            + "WHERE id = @id AND epoch = @epoch AND ended_at IS NULL;\n"
            + "INSERT INTO events (no, at, kind, task, attempt, message) SELECT (no << 32) | seq, @at, 6, task, 0, @owner "
            + "FROM runs WHERE id = @id AND claim = @claim ON CONFLICT (no) DO NOTHING;\n"
            + $"SELECT r.no, r.epoch, r.cancel_requested, r.lost_in_a_row, r.recorded, d.inputs_size, {RunRows.LaunchColumns} "
            + "FROM runs r JOIN run_details d ON d.run_no = r.no WHERE r.id = @id AND r.claim = @claim")
            .With("owner", owner).With("claim", _claims.NewRunId().Value).With("id", run.RunId.Value).With("epoch", run.Epoch).With("at", _options.Time.GetUtcNow().UtcTicks);
        var claim = await _journal.RunAsync(() => _database.Write(script, ReadClaim), cancellationToken).ConfigureAwait(false);
        if (claim is null)
        {
            return null;
        }

        _watches.Signal(run.RunId, stateToo: true);
        var launch = _seal.Open(claim.Value.Claim.Launch);
        return claim.Value.Claim with
        {
            Launch = !Payloads.IsApart(claim.Value.InputsSize) ? launch : launch with
            {
                Inputs = await ReadAsync(
                    connection => connection.PayloadAsync(claim.Value.No, [], Payloads.Inputs), Timeout.InfiniteTimeSpan, CancellationToken.None).ConfigureAwait(false),
            },
        };
    }

    public async Task ReleaseAsync(RunId runId, long epoch, bool interrupted)
    {
        _held.WriteRun(runId);
        var script = new Sql("UPDATE runs SET owner = NULL, state = @state WHERE id = @id AND epoch = @epoch AND ended_at IS NULL")
            .With("state", (long)(interrupted ? RunState.Interrupted : RunState.Running)).With("id", runId.Value).With("epoch", epoch);
        await _journal.RunAsync(() => _database.Write(script, static reader => reader.RecordsAffected), CancellationToken.None).ConfigureAwait(false);
        _watches.Signal(runId, stateToo: true);
    }

    public Task<int> MarkInterruptedAsync(CancellationToken cancellationToken = default) => MarkInterruptedAsync(localOnly: false, cancellationToken);

    // With localOnly those of no scope: a run of a cluster waits for the next of its silos, and whoever waits for it too.
    private async Task<int> MarkInterruptedAsync(bool localOnly, CancellationToken cancellationToken)
    {
        if (!_database.KnowsTheDead)
        {
            return 0;
        }

        var scope = localOnly ? " AND scope = ''" : "";
        var owners = await ReadAsync(
            connection => connection.ListAsync(
                new Sql($"SELECT DISTINCT owner FROM runs WHERE ended_at IS NULL AND owner IS NOT NULL AND state = 0{scope}"), row => row.Text(0)),
            _options.LaunchLimit,
            cancellationToken).ConfigureAwait(false);
        var marked = 0;
        foreach (var owner in owners.Where(owner => !IsHeld(owner)))
        {
            // It keeps its owner: a run whose owner died counts as lost, one that was given up doesn't.
            var script = new Sql($"UPDATE runs SET state = 4 WHERE ended_at IS NULL AND state = 0 AND owner = @owner{scope}").With("owner", owner);
            marked += await _journal.RunAsync(() => _database.Write(script, static reader => reader.RecordsAffected), cancellationToken).ConfigureAwait(false);
        }

        if (marked > 0)
        {
            StorageLog.MarkedInterrupted(_log, marked);
        }

        return marked;
    }

    private static (RunClaim Claim, long No, int InputsSize)? ReadClaim(DbDataReader reader)
    {
        if (!reader.Read())
        {
            return null;
        }

        var row = new Row(reader);
        return (new RunClaim(RunRows.ReadLaunch(row, 6), row.Long(1), row.Long(2) != 0, row.Int(3), row.Long(4)), row.Long(0), row.Int(5));
    }
}
