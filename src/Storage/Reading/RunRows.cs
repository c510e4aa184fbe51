using System.Data.Common;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>Reads runs: columns and what they mean.</summary>
internal static class RunRows
{
    /// <summary>Of <c>runs r</c> and <c>run_details d</c>.</summary>
    public const string Columns =
        "r.no, r.id, r.task, r.state, r.launched_at, r.ended_at, r.owner, r.epoch, r.recorded, r.root, "
        + "d.launched_by, d.labels, d.context, d.inputs, d.inputs_size, d.output, d.output_size, d.failure, d.launch";

    public static RunRecord Read(Row row) => new()
    {
        RunId = RunId.Parse(row.Text(1)),
        Task = row.Text(2),
        State = (RunState)row.Int(3),
        LaunchedAt = row.Time(4),
        EndedAt = row.TimeOrNull(5),
        Owner = row.TextOrNull(6),
        TakenOver = (int)(row.Long(7) - RunLaunch.FirstEpoch),
        RecordedActions = row.Long(8),
        RootActionId = ActionKey.Read(row.Bytes(9)),
        LaunchedBy = row.Text(10),
        Labels = StoredText.ToLabels(row.Text(11)),
        Context = ContextCodec.Decode(row.Bytes(12), ContextLimits.Default),
        Inputs = row.BytesOrNull(13) ?? [],
        InputsSize = row.Int(14),
        Output = row.OutputOrNull(15, 16),
        OutputSize = (int?)row.LongOrNull(16),
        Failure = StoredText.ToFailure(row.TextOrNull(17)),
        Source = LaunchDetails.FromJson(row.Text(18)).Source,
    };

    /// <summary>The run with all that lists leave out.</summary>
    public static async Task<RunRecord?> ReadOneAsync(DbConnection connection, RunId runId)
    {
        var sql = new Sql($"SELECT {Columns} FROM runs r JOIN run_details d ON d.run_no = r.no WHERE r.id = @id").With("id", runId.Value);
        var (no, run) = await connection.FirstAsync(sql, row => (row.Long(0), Read(row))).ConfigureAwait(false);
        if (run is null)
        {
            return null;
        }

        var warnings = await connection.ListAsync(
            new Sql("SELECT warning, action, task, message, at FROM events WHERE no >= @from AND no < @to AND kind = 5 ORDER BY no")
                .With("from", RowNumber.Of(no, 0)).With("to", RowNumber.EndOf(no)),
            row => new RunWarning((RunWarningKind)row.Int(0), ActionKey.Read(row.Bytes(1)), row.Text(2), row.Text(3), row.Time(4))).ConfigureAwait(false);
        return run with
        {
            Warnings = warnings,
            Inputs = Payloads.IsApart(run.InputsSize) ? await connection.PayloadAsync(no, [], Payloads.Inputs).ConfigureAwait(false) : run.Inputs,
            Output = Payloads.IsApart(run.OutputSize ?? 0) ? await connection.PayloadAsync(no, [], Payloads.Output).ConfigureAwait(false) : run.Output,
        };
    }

    /// <summary>The columns of a launch behind <c>no</c>, of <c>runs r</c> and <c>run_details d</c>.</summary>
    public const string LaunchColumns =
        "r.id, r.task, d.inputs, d.context, d.labels, d.launched_by, r.launched_at, r.token, d.launch";

    /// <summary>Reads <see cref="LaunchColumns"/>; the inputs are empty when they are kept apart.</summary>
    public static RunLaunch ReadLaunch(Row row, int first)
    {
        var details = LaunchDetails.FromJson(row.Text(first + 8));
        return new RunLaunch
        {
            RunId = RunId.Parse(row.Text(first)),
            Task = row.Text(first + 1),
            Inputs = row.BytesOrNull(first + 2) ?? [],
            Context = ContextCodec.Decode(row.Bytes(first + 3), ContextLimits.Default),
            Labels = StoredText.ToLabels(row.Text(first + 4)),
            LaunchedBy = row.Text(first + 5),
            LaunchedAt = row.Time(first + 6),
            Token = row.Text(first + 7),
            TaskOptions = details.TaskOptions,
            TraceParent = details.TraceParent,
            SealedContext = details.SealedContext,
            Source = details.Source,
            MaxConcurrency = details.MaxConcurrency,
            Cache = details.Cache,
        };
    }
}
