using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>All that is recorded of a run that has ended.</summary>
/// <param name="Run">The run.</param>
/// <param name="Actions">Its actions, the root first, a parent before its children.</param>
public sealed record RecordedRun(RunRecord Run, IReadOnlyList<ActionRecord> Actions)
{
    public ActionRecord Root => Actions[0];

    /// <summary>The result of a recorded action that succeeded.</summary>
    public static T ResultOf<T>(ActionRecord action) => JsonSerializer.Deserialize<T>(action.Output!.Value.Span, TaskJson.DefaultOptions)!;

    /// <summary>Waits for the end, however the run ends.</summary>
    public static async Task<RecordedRun> AtItsEndAsync(IRunner runner, RunHandle handle)
    {
        try
        {
            await handle.ResultJsonAsync().Soon($"the end of the run {handle.RunId}");
        }
        catch (Exception exception) when (exception is TaskFailedException or ActionCancelledException)
        {
            // How it ended is in the record.
        }

        var actions = new List<ActionRecord>();
        await AddChildrenAsync(runner, handle.RunId, parent: null, actions);
        return new RecordedRun(await handle.GetRecordAsync(), actions);
    }

    /// <summary>The only action of a task.</summary>
    public ActionRecord Of(TaskDefinition task) => Assert.Single(AllOf(task));

    public IReadOnlyList<ActionRecord> AllOf(TaskDefinition task) => [.. Actions.Where(action => action.Task == task.Name)];

    /// <summary>Where actions of the run ran.</summary>
    public IReadOnlyList<string?> Hosts => [.. Actions.SelectMany(action => action.Attempts).Select(attempt => attempt.Host).Distinct()];

    private static async Task AddChildrenAsync(IRunner runner, RunId runId, ActionId? parent, List<ActionRecord> actions)
    {
        string? after = null;
        do
        {
            var page = await runner.Records.GetChildrenAsync(runId, parent, new PageRequest { Size = PageRequest.MaxSize, After = after });
            foreach (var child in page.Items)
            {
                actions.Add(child);
                await AddChildrenAsync(runner, runId, child.ActionId, actions);
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
