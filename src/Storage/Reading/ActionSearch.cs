using System.Globalization;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>The SQL that finds actions of a run, in the order of their calls.</summary>
internal static class ActionSearch
{
    public static Sql Children(long run, ActionId? parent, PageRequest page)
    {
        var sql = new Sql($"SELECT {ActionRows.Columns}{ActionRows.From} WHERE a.run_no = @run AND a.parent = @parent")
            .With("run", run).With("parent", ActionKey.Of(parent));
        return Paged(sql, page, "a").Add(" LIMIT @count").With("count", page.Size + 1L);
    }

    public static Sql One(long run, ActionId id) =>
        new Sql($"SELECT {ActionRows.Columns}{ActionRows.From} WHERE a.run_no = @run AND a.id = @id").With("run", run).With("id", ActionKey.Of(id));

    /// <summary>All conditions but that on the failure's words.</summary>
    public static Sql For(long run, ActionQuery query)
    {
        // The rows of the page first, by as few columns as can be; then what is told of them.
        var hasWords = ErrorWords.Of(query.ErrorText ?? "").Count > 0;
        var sql = new Sql($"SELECT {ActionRows.Columns}{ActionRows.From} WHERE a.no IN (SELECT i.no FROM actions i WHERE ");
        if (hasWords || query.State is not (null or ActionState.Succeeded))
        {
            // What failed, or is open, is in an index of its own, which is small.
            sql.Add("i.run_no = @run AND i.state <> 2").With("run", run);
        }
        else
        {
            // A run's rows lie together.
            sql.Add("i.no >= @from AND i.no < @to").With("from", RowNumber.Of(run, 0)).With("to", RowNumber.EndOf(run));
        }

        if (query.State is { } state)
        {
            sql.Add(" AND i.state = @state").With("state", (long)state);
        }

        if (query.Task is { } task)
        {
            sql.Add(" AND i.task = @task").With("task", task);
        }

        var index = 0;
        foreach (var (key, value) in query.Context ?? new Dictionary<string, string>())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"c{index++}");
            sql.Add($" AND i.context IN (SELECT x.hash FROM context_marks x WHERE x.run_no = @marked AND x.mark = @{name})")
                .With(name, RunMarks.AnyContext(key, value));
        }

        if (index > 0)
        {
            sql.With("marked", run);
        }

        Paged(sql, query.Page, "i");

        // Whoever looks for words looks on until the page is full.
        return (hasWords ? sql : sql.Add(" LIMIT @count").With("count", query.Page.Size + 1L)).Add(") ORDER BY a.called_at, a.id");
    }

    private static Sql Paged(Sql sql, PageRequest page, string table)
    {
        if (page.Mark is { } mark)
        {
            sql.Add($" AND ({table}.called_at, {table}.id) > (@mark_at, @mark_id)")
                .With("mark_at", mark.At.UtcTicks).With("mark_id", ActionKey.Of(ActionId.Parse(mark.Id)));
        }

        return sql.Add($" ORDER BY {table}.called_at, {table}.id");
    }
}
