using Undercurrent.Records;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Search;

namespace Undercurrent.Web.Pages;

/// <summary>Reads the table of runs.</summary>
internal static class RunsReader
{
    private const int PageSize = 50;
    private const int MostKeys = 8;
    private const int MostOtherKeys = 20;

    public static async Task<RunsModel> ReadAsync(WebBackend backend, string? text, string? keys, string? after, CancellationToken cancellationToken)
    {
        var now = backend.Time.GetUtcNow();
        var records = backend.Runner.Records;
        var columns = (keys ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal).Take(MostKeys).ToArray();
        var parsed = QueryText.ParseRuns(text ?? "", now);
        after = QueryWords.IsMark(after) ? after : null;
        var query = parsed.Query with { Page = new PageRequest { Size = PageSize, After = after } };
        var page = parsed.Errors.Count > 0 ? new Page<RunRecord>([], null) : await records.FindRunsAsync(query, cancellationToken);
        var lines = new List<RunLine>();
        foreach (var run in page.Items)
        {
            lines.Add(new RunLine(run, await records.CountChildrenAsync(run.RunId, run.RootActionId, cancellationToken)));
        }

        return new RunsModel
        {
            Query = text?.Trim() ?? "",
            QueryError = QueryWords.Of(parsed.Errors),
            Keys = columns,
            OtherKeys = [.. page.Items.SelectMany(run => run.Context.AllEntries).Select(entry => entry.Key).Distinct().Except(columns).Take(MostOtherKeys)],
            Runs = lines,
            After = after,
            Next = page.Next,
            HasNone = page.Items.Count == 0 && after is null && string.IsNullOrWhiteSpace(text),
            FirstTask = backend.Tasks.All.FirstOrDefault(task => task.Inputs.Count == 0)?.Name ?? "hello_world.root",
            Now = now,
        };
    }
}
