using System.Buffers.Binary;
using System.Data.Common;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>Reads actions of one run; of equal contexts it makes one object.</summary>
internal sealed class ActionRows(RunId runId, long run)
{
    /// <summary>Of <c>actions a</c> and <c>contexts c</c>.</summary>
    public const string Columns =
        "a.id, a.parent, a.task, a.state, a.context, c.packed, a.called_at, a.ended_at, a.inputs, a.inputs_size, a.output, a.output_size, a.failure, "
        + "a.attempt, a.ancestors, a.host, a.attempt_state, a.started_at, a.attempt_ended_at, a.attempt_failure, a.earlier, a.details";

    public const string From = " FROM actions a JOIN contexts c ON c.run_no = a.run_no AND c.hash = a.context";

    private readonly Dictionary<UInt128, CustomContext> _contexts = [];
    private readonly HashSet<ActionId> _withEarlier = [];

    public ActionRecord Read(Row row)
    {
        var id = ActionKey.Read(row.Bytes(0));
        var parent = row.Bytes(1);
        if (row.Long(20) > 0)
        {
            _withEarlier.Add(id);
        }

        var details = ActionDetails.FromJson(row.TextOrNull(21));
        return new ActionRecord
        {
            RunId = runId,
            ActionId = id,
            ParentId = parent.Length == 0 ? null : ActionKey.Read(parent),
            Task = row.Text(2),
            State = (ActionState)row.Int(3),
            Context = ContextOf(row),
            CalledAt = row.Time(6),
            EndedAt = row.TimeOrNull(7),
            Inputs = row.BytesOrNull(8) ?? [],
            InputsSize = row.Int(9),
            Output = row.OutputOrNull(10, 11),
            OutputSize = (int?)row.LongOrNull(11),
            Failure = StoredText.ToFailure(row.TextOrNull(12)),
            Group = details?.Group,
            Reads = details?.Reads ?? [],
            Source = details?.Source,
            DependsOn = details?.DependsOn,
            Attempts = [LastAttempt(row)],
        };
    }

    /// <summary>The same with the attempts before the last, where there are any.</summary>
    public async Task<IReadOnlyList<ActionRecord>> WithEarlierAsync(DbConnection connection, IReadOnlyList<ActionRecord> actions)
    {
        if (_withEarlier.Count == 0)
        {
            return actions;
        }

        var wanted = actions.Where(action => _withEarlier.Contains(action.ActionId)).Select(action => ActionKey.Of(action.ActionId)).ToArray();
        var sql = new Sql("SELECT id, number, ancestors, host, state, started_at, ended_at, failure FROM attempts WHERE run_no = @run AND id IN ")
            .With("run", run).List("id", wanted).Add(" ORDER BY id, ord");
        var earlier = (await connection.ListAsync(sql, row => (Id: ActionKey.Read(row.Bytes(0)), Attempt: ReadAttempt(row))).ConfigureAwait(false))
            .ToLookup(attempt => attempt.Id, attempt => attempt.Attempt);
        return [.. actions.Select(action => action with { Attempts = [.. earlier[action.ActionId], .. action.Attempts] })];
    }

    public async Task<ActionRecord> WithPayloadsAsync(DbConnection connection, ActionRecord action)
    {
        var key = ActionKey.Of(action.ActionId);
        return action with
        {
            Inputs = Payloads.IsApart(action.InputsSize) ? await connection.PayloadAsync(run, key, Payloads.Inputs).ConfigureAwait(false) : action.Inputs,
            Output = Payloads.IsApart(action.OutputSize ?? 0) ? await connection.PayloadAsync(run, key, Payloads.Output).ConfigureAwait(false) : action.Output,
        };
    }

    private static AttemptRecord LastAttempt(Row row)
    {
        var state = (ActionState)row.Int(16);
        var hasOwnEnd = !row.IsNull(18);
        return new AttemptRecord(
            row.Int(13),
            AncestorAttempts.FromSortKey(row.Bytes(14)),
            row.TextOrNull(15),
            state,
            row.TimeOrNull(17),
            hasOwnEnd ? row.Time(18) : state == ActionState.Running ? null : row.TimeOrNull(7),
            StoredText.ToFailure(row.TextOrNull(hasOwnEnd ? 19 : 12)));
    }

    private static AttemptRecord ReadAttempt(Row row) => new(
        row.Int(1), AncestorAttempts.FromSortKey(row.Bytes(2)), row.TextOrNull(3), (ActionState)row.Int(4), row.TimeOrNull(5), row.TimeOrNull(6),
        StoredText.ToFailure(row.TextOrNull(7)));

    private CustomContext ContextOf(Row row)
    {
        var hash = BinaryPrimitives.ReadUInt128LittleEndian(row.Bytes(4));
        if (!_contexts.TryGetValue(hash, out var context))
        {
            _contexts.Add(hash, context = ContextCodec.Decode(row.Bytes(5), ContextLimits.Default));
        }

        return context;
    }
}
