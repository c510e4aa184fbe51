using System.Globalization;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>
/// The SQL that finds runs. With a condition on labels, contexts or words it goes along one range of <c>run_marks</c> and
/// looks the others up there; without, along an index of <c>runs</c>. Both are in the order of the pages already.
/// </summary>
internal static class RunSearch
{
    public static Sql For(RunQuery query)
    {
        var marks = MarksOf(query);
        var (at, id) = marks.Count > 0 ? ("m.launched_at", "m.run_id") : ("r.launched_at", "r.id");

        // CROSS JOIN: SQLite keeps the order that is written; for others it says nothing.
        var sql = new Sql($"SELECT {RunRows.Columns} FROM ")
            .Add(marks.Count > 0 ? "run_marks m CROSS JOIN runs r CROSS JOIN run_details d WHERE m.mark = @m0 AND r.no = m.run_no" : "runs r CROSS JOIN run_details d WHERE 1 = 1")
            .Add(" AND d.run_no = r.no");
        for (var index = 0; index < marks.Count; index++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"m{index}");
            sql.With(name, marks[index]);
            if (index > 0)
            {
                sql.Add($" AND EXISTS (SELECT 1 FROM run_marks x WHERE x.mark = @{name} AND x.launched_at = m.launched_at AND x.run_id = m.run_id)");
            }
        }

        if (query.State is { } state)
        {
            sql.Add(" AND r.state = @state").With("state", (long)state);
        }

        if (query.Task is { } task)
        {
            sql.Add(" AND r.task = @task").With("task", StoredText.Clean(task)!);
        }

        if (query.LaunchedFrom is { } from)
        {
            sql.Add($" AND {at} >= @from").With("from", from.UtcTicks);
        }

        if (query.LaunchedBefore is { } before)
        {
            sql.Add($" AND {at} < @before").With("before", before.UtcTicks);
        }

        if (query.Page.Mark is { } mark)
        {
            sql.Add($" AND ({at}, {id}) < (@mark_at, @mark_id)").With("mark_at", mark.At.UtcTicks).With("mark_id", mark.Id);
        }

        return sql.Add($" ORDER BY {at} DESC, {id} DESC LIMIT @count").With("count", query.Page.Size + 1L);
    }

    private static List<byte[]> MarksOf(RunQuery query)
    {
        // Words and labels first: they are rarer than what every run of an experiment has in its context.
        var marks = new List<byte[]>();
        marks.AddRange(ErrorWords.Of(query.ErrorText ?? "").Select(RunMarks.Word));
        marks.AddRange((query.Labels ?? Empty).Select(label => RunMarks.Label(label.Key, label.Value)));
        marks.AddRange((query.Context ?? Empty).Select(
            entry => query.InAnyAction ? RunMarks.AnyContext(entry.Key, entry.Value) : RunMarks.LaunchContext(entry.Key, entry.Value)));
        return marks;
    }

    private static readonly Dictionary<string, string> Empty = [];
}
