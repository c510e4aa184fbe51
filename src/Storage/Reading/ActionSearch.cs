using System.Globalization;
using System.Text.Json;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>The SQL that finds actions of a run, in the order of their calls.</summary>
internal static class ActionSearch
{
    // Far beyond any key, and far below what a database takes for a pattern.
    private const int MaxPattern = 1000;

    public static Sql Children(long run, ActionId? parent, PageRequest page)
    {
        var sql = new Sql($"SELECT {ActionRows.Columns}{ActionRows.From} WHERE a.run_no = @run AND a.parent = @parent")
            .With("run", run).With("parent", ActionKey.Of(parent));
        return Paged(sql, page, "a").Add(" LIMIT @count").With("count", page.Size + 1L);
    }

    public static Sql One(long run, ActionId id) => ById($"SELECT {ActionRows.Columns}{ActionRows.From}", run, id);

    /// <summary>The action of an id.</summary>
    /// <param name="select">What is asked of it, from <c>actions a</c>.</param>
    /// <param name="run">The run.</param>
    /// <param name="id">The action.</param>
    // The root of a run that goes on is looked for again and again, and what is not listed by its id yet has to be looked through; by its
    // parent, which is none, it is found at once. An action that is listed twice has the later number.
    public static Sql ById(string select, long run, ActionId id) => new Sql(
        $"{select} WHERE a.no = coalesce((SELECT r.no FROM actions r WHERE r.run_no = @run AND r.parent = @none AND r.id = @id), "
        + "(SELECT max(n.no) FROM action_numbers n WHERE n.run_no = @run AND n.id = @id))")
        .With("run", run).With("none", ActionKey.Of((ActionId?)null)).With("id", ActionKey.Of(id));

    /// <summary>A page by all conditions but those that need a look; behind a failure's words no page ends.</summary>
    public static Sql For(long run, ActionQuery query)
    {
        // The rows of the page first, by as few columns as can be; then what is told of them.
        var sql = Where(new Sql($"SELECT {ActionRows.Columns}{ActionRows.From} WHERE a.no IN (SELECT i.no FROM actions i WHERE "), run, query, isCount: false);
        Paged(sql, query.Page, "i");

        // Whoever looks for words looks on until the page is full.
        return (HasWords(query) ? sql : sql.Add(" LIMIT @count").With("count", query.Page.Size + 1L)).Add(") ORDER BY a.called_at, a.id");
    }

    /// <summary>Whether SQL alone can't say what fits: <see cref="ActionQuery.FitsOutcome"/> has to look.</summary>
    public static bool NeedsLook(ActionQuery query) => query.Reads is not null || HasWords(query);

    /// <summary>What has to be looked into, of <see cref="Candidate"/>; in the order of the pages when <paramref name="paged"/>.</summary>
    public static Sql Candidates(long run, ActionQuery query, bool paged)
    {
        var sql = Where(new Sql("SELECT i.id, i.state, i.failure, i.details FROM actions i WHERE "), run, query, isCount: false);
        return paged ? Paged(sql, query.Page, "i") : sql;
    }

    /// <summary>These actions, in the order of the pages.</summary>
    public static Sql These(long run, IReadOnlyCollection<byte[]> ids) =>
        new Sql($"SELECT {ActionRows.Columns}{ActionRows.From} WHERE a.no IN (SELECT no FROM action_numbers WHERE run_no = @run AND id IN ").With("run", run).List("id", ids).Add(") ORDER BY a.called_at, a.id");

    public static Sql Counts(long run, ActionQuery query) =>
        Where(new Sql("SELECT i.state, count(*) FROM actions i WHERE "), run, query, isCount: true).Add(" GROUP BY i.state");

    public static Sql Slowest(long run, ActionId? parent, int count) => new Sql(
        // Only the times are read of all of them.
        $"SELECT {ActionRows.Columns}{ActionRows.From} WHERE a.no IN (SELECT i.no FROM actions i WHERE i.run_no = @run AND i.parent = @parent AND i.ended_at IS NOT NULL "
        + "ORDER BY i.ended_at - i.called_at DESC, i.called_at, i.id LIMIT @count) ORDER BY a.ended_at - a.called_at DESC, a.called_at, a.id")
        .With("run", run).With("parent", ActionKey.Of(parent)).With("count", count);

    /// <summary>Each context, packed, and how many actions have it.</summary>
    public static Sql Contexts(long run, int max) => new Sql(
        "SELECT c.packed, u.actions FROM (SELECT i.context, count(*) AS actions FROM actions i WHERE i.no >= @from AND i.no < @to "
        + "GROUP BY i.context ORDER BY count(*) DESC, i.context LIMIT @max) AS u "
        + "JOIN contexts c ON c.run_no = @run AND c.hash = u.context ORDER BY u.actions DESC, u.context")
        .With("from", RowNumber.Of(run, 0)).With("to", RowNumber.EndOf(run)).With("run", run).With("max", max);

    private static bool HasWords(ActionQuery query) => ErrorWords.Of(query.ErrorText ?? "").Count > 0;

    private static Sql Where(Sql sql, long run, ActionQuery query, bool isCount)
    {
        var isRest = HasWords(query) || query.State is not (null or ActionState.Succeeded);
        if (query.ParentId is { } parent)
        {
            sql.Add("i.run_no = @run AND i.parent = @parent").With("run", run).With("parent", ActionKey.Of(parent));
        }
        else if (isRest || (isCount && query is { Task: null, Context: null or { Count: 0 } }))
        {
            // A count by state needs no row: an index of the run's actions has it.
            sql.Add("i.run_no = @run").With("run", run);
        }
        else
        {
            // A run's rows lie together.
            sql.Add("i.no >= @from AND i.no < @to").With("from", RowNumber.Of(run, 0)).With("to", RowNumber.EndOf(run));
        }

        if (isRest)
        {
            // What failed, or is open, is in an index of its own, which is small.
            sql.Add(" AND i.state <> 2");
        }

        if (query.State is { } state)
        {
            sql.Add(" AND i.state = @state").With("state", (long)state);
        }

        if (query.Task is { } task)
        {
            sql.Add(" AND i.task = @task").With("task", StoredText.Clean(task)!);
        }

        if (query.Reads is { } key)
        {
            sql.Add(" AND i.details IS NOT NULL");
            if (LikeOf(key) is { } pattern)
            {
                sql.Add(" AND i.details LIKE @reads ESCAPE '~'").With("reads", pattern);
            }
        }

        var index = 0;
        foreach (var (wanted, value) in query.Context ?? new Dictionary<string, string>())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"c{index++}");
            sql.Add($" AND i.context IN (SELECT x.hash FROM context_marks x WHERE x.run_no = @marked AND x.mark = @{name})")
                .With(name, RunMarks.AnyContext(wanted, value));
        }

        return index > 0 ? sql.With("marked", run) : sql;
    }

    /// <summary>What the details of an action have that read the key: the key as JSON writes it. Null when it is too long for a pattern.</summary>
    private static string? LikeOf(string key)
    {
        if (key.Length > MaxPattern)
        {
            return null;
        }

        var quoted = JsonSerializer.Serialize(key);
        return $"%{quoted.Replace("~", "~~", StringComparison.Ordinal).Replace("%", "~%", StringComparison.Ordinal).Replace("_", "~_", StringComparison.Ordinal)}%";
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
