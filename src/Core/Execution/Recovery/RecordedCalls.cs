using System.Collections.Concurrent;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// What an action called before a crash, as far as it is recorded; and at its end, whether it asked for the same again.
/// Thread-safe.
/// </summary>
internal sealed class RecordedCalls(TaskHost host, ActionCall parent)
{
    private const int AtOnce = 100_000;
    private const int Named = 5;

    private readonly string _ancestors = AncestorAttempts.Below(parent);
    private readonly ConcurrentDictionary<ActionId, bool> _asked = new();
    private readonly ConcurrentDictionary<ActionId, string> _new = new();
    private readonly Lock _gate = new();
    private Task<Dictionary<ActionId, RecordedAction>>? _known;

    /// <summary>What is recorded of a call that the body makes; null when nothing is.</summary>
    public async Task<RecordedAction?> FindAsync(ActionCall call)
    {
        var known = await KnownAsync().ConfigureAwait(true);
        _asked.TryAdd(call.ActionId, true);
        var recorded = known.GetValueOrDefault(call.ActionId);
        if (recorded is null && known.Count >= AtOnce)
        {
            recorded = await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(true);
        }

        if (recorded is null)
        {
            _new.TryAdd(call.ActionId, call.Task);
        }

        return recorded;
    }

    /// <summary>Warns when the body has ended and did not ask for what it had asked for before. Never silent, and never wrong the other way:
    /// new calls alone are nothing to warn of, since the crash may have come before them.</summary>
    public async ValueTask WarnAsync()
    {
        var known = await KnownAsync().ConfigureAwait(true);
        var forgotten = known.Values.Where(action => action.AncestorAttempts == _ancestors && !_asked.ContainsKey(action.ActionId)).ToArray();
        if (forgotten.Length == 0)
        {
            return;
        }

        var message = $"'{parent.Task}' (action {parent.ActionId}) was run again after a crash and did not ask for "
            + $"{Name([.. forgotten.Select(action => $"{action.Task} ({action.ActionId})")])}, which it had called before"
            + (_new.IsEmpty ? "" : $"; instead it called {Name([.. _new.Select(call => $"{call.Value} ({call.Key})")])}")
            + ". A body that calls tasks must do the same each time that it has the same inputs, context and results of its calls: "
            + "take times, random values and what comes from outside from a task of its own.";
        await host.Store.AppendAsync(new RunWarned(parent, RunWarningKind.NotDeterministic, message, host.Time.GetUtcNow())).ConfigureAwait(true);
    }

    private static string Name(string[] actions) => actions.Length <= Named
        ? string.Join(", ", actions)
        : $"{string.Join(", ", actions.Take(Named))} and {actions.Length - Named} more";

    private Task<Dictionary<ActionId, RecordedAction>> KnownAsync()
    {
        lock (_gate)
        {
            return _known is null || _known.IsFaulted ? _known = ReadAsync() : _known;
        }
    }

    private async Task<Dictionary<ActionId, RecordedAction>> ReadAsync()
    {
        var recorded = await host.ReadAsync(store => store.ReadRecordedChildrenAsync(parent.RunId, parent.ActionId, AtOnce)).ConfigureAwait(false);
        return recorded.ToDictionary(action => action.ActionId);
    }
}
