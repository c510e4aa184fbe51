using Undercurrent.Records;

namespace Undercurrent.Web.Search;

/// <summary>
/// The text of a query, as people write it: <c>state:failed task:ingest ctx.experiment=v1 label.team=x age&lt;24h error:"connection refused"</c>.
/// Words without a field are looked for in errors. Every condition must hold.
/// </summary>
internal static class QueryText
{
    /// <summary>The fields of a query of runs.</summary>
    public static readonly IReadOnlyList<string> RunFields = ["state", "task", "error", "ctx.<key>", "label.<key>", "in", "age", "from", "before"];

    /// <summary>The fields of a query of a run's actions.</summary>
    public static readonly IReadOnlyList<string> ActionFields = ["state", "task", "error", "ctx.<key>", "reads"];

    /// <summary>Reads a query of runs.</summary>
    /// <param name="text">The text; empty for all runs.</param>
    /// <param name="now">What ages are counted from.</param>
    public static QueryResult<RunQuery> ParseRuns(string text, DateTimeOffset now)
    {
        var reader = new QueryReader(text);
        var query = new RunQuery();
        Dictionary<string, string>? labels = null;
        foreach (var term in reader.OwnTerms())
        {
            query = term.Field switch
            {
                "state" => query with { State = reader.OneOf<RunState>(term) },
                "in" => query with { InAnyAction = ReadIn(reader, term) },
                "age" => ReadAge(reader, term, query, now),
                "from" => query with { LaunchedFrom = reader.Time(term) ?? query.LaunchedFrom },
                "before" => query with { LaunchedBefore = reader.Time(term) ?? query.LaunchedBefore },
                _ when term.Field.StartsWith("label.", StringComparison.Ordinal) => AddLabel(term),
                _ => Unknown(term),
            };
        }

        query = query with { Task = reader.Task, Context = reader.Context, ErrorText = reader.ErrorText, Labels = labels };
        return new QueryResult<RunQuery>(query, Sorted(reader));

        RunQuery AddLabel(QueryTerm term)
        {
            reader.Add(term, "label.", ref labels);
            return query;
        }

        RunQuery Unknown(QueryTerm term)
        {
            reader.FailUnknown(term, RunFields);
            return query;
        }
    }

    /// <summary>Reads a query of a run's actions.</summary>
    public static QueryResult<ActionQuery> ParseActions(string text)
    {
        var reader = new QueryReader(text);
        var query = new ActionQuery();
        foreach (var term in reader.OwnTerms())
        {
            switch (term.Field)
            {
                case "state":
                    query = query with { State = reader.OneOf<ActionState>(term) };
                    break;
                case "reads":
                    query = query with { Reads = reader.IsOnce(term) && reader.Has(term, ':') ? term.Value : query.Reads };
                    break;
                default:
                    reader.FailUnknown(term, ActionFields);
                    break;
            }
        }

        return new QueryResult<ActionQuery>(query with { Task = reader.Task, Context = reader.Context, ErrorText = reader.ErrorText }, Sorted(reader));
    }

    private static bool ReadIn(QueryReader reader, QueryTerm term)
    {
        if (!reader.IsOnce(term) || !reader.Has(term, ':'))
        {
            return false;
        }

        if (term.Value is not ("any" or "launch"))
        {
            reader.Fail(term, "'in' is in:any (the context of every action, overrides included) or in:launch (that of the launch, which is the default).");
        }

        return term.Value == "any";
    }

    private static RunQuery ReadAge(QueryReader reader, QueryTerm term, RunQuery query, DateTimeOffset now)
    {
        if (term.Operator is not ('<' or '>'))
        {
            reader.Fail(term, "'age' is written age<24h (launched within the last day) or age>7d (longer ago than that).");
        }
        else if (QueryAge.Read(term.Value) is not { } age)
        {
            reader.Fail(term, $"'{Api.ApiRequest.Shown(term.Value)}' is no age; write a number and s, m, h, d or w, as in age<90m or age>7d.");
        }
        else if (reader.IsOnce(term, term.Operator == '<' ? "from" : "before"))
        {
            return term.Operator == '<' ? query with { LaunchedFrom = now - age } : query with { LaunchedBefore = now - age };
        }

        return query;
    }

    private static QueryError[] Sorted(QueryReader reader) => [.. reader.Errors.OrderBy(error => error.Position)];
}
