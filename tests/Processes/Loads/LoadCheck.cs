using System.Text.Json;
using Undercurrent.Durability.Tasks;
using Undercurrent.Records;

namespace Undercurrent.Processes;

/// <summary>
/// Walks everything that a load left in the record. Each body's result has a token that no other execution has, so the
/// tokens that a caller was given tell which execution's outcome it saw: it has to be the recorded one.
/// </summary>
internal sealed class LoadCheck(RunStore store)
{
    private const int EventsAtATime = 1000;

    private static readonly JsonSerializerOptions Json = TaskJson.DefaultOptions;

    private readonly LoadFindings _findings = new();

    /// <summary>Checks every run in the record, and that every acknowledged one is there.</summary>
    public static async Task<LoadFindings> RunAsync(RunStore store, IReadOnlyCollection<LaunchedRun> launched)
    {
        var check = new LoadCheck(store);
        await check.RunAsync(launched);
        return check._findings;
    }

    private async Task RunAsync(IReadOnlyCollection<LaunchedRun> launched)
    {
        var acknowledged = launched.ToDictionary(run => run.RunId);
        _findings.Launched = acknowledged.Count;
        var query = new RunQuery { Page = new PageRequest { Size = PageRequest.MaxSize } };
        while (true)
        {
            var page = await store.Records.FindRunsAsync(query);
            foreach (var run in page.Items)
            {
                // Those that were refused are in the record too when only the answer was lost: they have to end as well.
                var isRight = await IsRightAsync(run);
                _findings.Right += acknowledged.Remove(run.RunId) && isRight ? 1 : 0;
            }

            if (page.Next is null)
            {
                break;
            }

            query = query with { Page = query.Page with { After = page.Next } };
        }

        _findings.Complaints.AddRange(acknowledged.Keys.Select(run => $"{run}: was acknowledged and is not in the record"));
    }

    private async Task<bool> IsRightAsync(RunRecord listed)
    {
        var before = _findings.Complaints.Count;
        var run = (await store.Records.GetRunAsync(listed.RunId))!;
        _findings.TakenOver += run.TakenOver;
        if (run.State != RunState.Succeeded)
        {
            Complain($"{run.RunId}: is {run.State}: {run.Failure?.Type}: {run.Failure?.Message}");
            return false;
        }

        foreach (var warning in run.Warnings)
        {
            Complain($"{run.RunId}: has the warning '{warning.Message}'");
        }

        var shape = JsonSerializer.Deserialize<LoadShape[]>(run.Inputs.Span, Json)![0];
        var report = JsonSerializer.Deserialize<Report>(run.Output!.Value.Span, Json)!;
        _findings.Complaints.AddRange(ReportCheck.Find(run.RunId, shape, report));
        var outcomes = await CountOutcomesAsync(run.RunId);
        var roots = await ChildrenAsync(run.RunId, null);
        if (roots.Count != 1)
        {
            Complain($"{run.RunId}: has {roots.Count} roots");
            return false;
        }

        var actions = await WalkAsync(roots[0], report, outcomes);
        if (actions != shape.Actions)
        {
            Complain($"{run.RunId}: has {actions} recorded actions and not {shape.Actions}");
        }

        return _findings.Complaints.Count == before;
    }

    // The report is what the caller was given.
    private async Task<int> WalkAsync(ActionRecord action, Report report, IReadOnlyDictionary<ActionId, int> outcomes)
    {
        _findings.Actions++;
        _findings.AttemptsLost += action.Attempts.Count(attempt => attempt.State == ActionState.Lost);
        var who = $"{action.RunId}: '{report.Path}' ({action.ActionId})";
        if (action.State != ActionState.Succeeded)
        {
            Complain($"{who} is {action.State}");
            return 1;
        }

        var recorded = JsonSerializer.Deserialize<Report>(action.Output!.Value.Span, Json)!;
        CheckContext(action, recorded, who);
        CheckOutcome(action, recorded, report, outcomes.GetValueOrDefault(action.ActionId), who);
        var children = await ChildrenAsync(action.RunId, action.ActionId);
        var byPath = report.Below.ToDictionary(below => below.Path);
        var actions = 1;
        foreach (var child in children)
        {
            var path = PathOf(child);
            if (byPath.Remove(path, out var below))
            {
                actions += await WalkAsync(child, below, outcomes);
            }
            else
            {
                Complain($"{who} has a recorded child '{path}' whose result it was never given");
            }
        }

        foreach (var missing in byPath.Keys)
        {
            Complain($"{who} was given the result of '{missing}', which is not in the record");
        }

        return actions;
    }

    private void CheckContext(ActionRecord action, Report recorded, string who)
    {
        var expected = LoadTasks.ExpectedContext(action.RunId.Value, recorded.Path);
        if (recorded.Context != expected || action.Context.ToString() != expected)
        {
            _findings.ContextsWrong++;
            Complain($"{who} saw {recorded.Context} and is recorded with {action.Context}; right is {expected}");
        }
    }

    private void CheckOutcome(ActionRecord action, Report recorded, Report given, int outcomes, string who)
    {
        var succeeded = action.Attempts.Count(attempt => attempt.State == ActionState.Succeeded);
        if (outcomes != 1 || succeeded != 1 || recorded.Token != given.Token)
        {
            _findings.RecordedTwice++;
            Complain($"{who} has {outcomes} outcomes among the events, {succeeded} attempts that succeeded, the recorded token {recorded.Token}, and its caller was given {given.Token}; "
                + $"attempts: {string.Join("; ", action.Attempts)}");
        }
    }

    private async Task<Dictionary<ActionId, int>> CountOutcomesAsync(RunId run)
    {
        var outcomes = new Dictionary<ActionId, int>();
        var after = 0L;
        while (await store.Store.ReadEventsAsync(run, after, EventsAtATime) is { Count: > 0 } events)
        {
            foreach (var happened in events)
            {
                if (happened is { Kind: RunEventKind.AttemptEnded, State: ActionState.Succeeded, ActionId: { } action })
                {
                    outcomes[action] = outcomes.GetValueOrDefault(action) + 1;
                }

                if (happened.Sequence <= after)
                {
                    Complain($"{run}: the event {happened.Sequence} stands behind {after}");
                }

                after = happened.Sequence;
            }
        }

        return outcomes;
    }

    private async Task<List<ActionRecord>> ChildrenAsync(RunId run, ActionId? parent)
    {
        var children = new List<ActionRecord>();
        var page = new PageRequest { Size = PageRequest.MaxSize };
        while (true)
        {
            var next = await store.Records.GetChildrenAsync(run, parent, page);
            children.AddRange(next.Items);
            if (next.Next is null)
            {
                return children;
            }

            page = page with { After = next.Next };
        }
    }

    private static string PathOf(ActionRecord action)
    {
        using var inputs = JsonDocument.Parse(action.Inputs);
        return inputs.RootElement[0].GetString()!;
    }

    private void Complain(string complaint) => _findings.Complaints.Add(complaint);
}
