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
    private readonly ConcurrentDictionary<ActionId, string> _new = new();
    private Dictionary<ActionId, Known> _known = [];

    /// <summary>Reads what is recorded; before the body begins, so that none of its calls has to wait for it.</summary>
    public async Task ReadAsync()
    {
        await host.Cancels.ReadAsync(host, parent).ConfigureAwait(true);
        var recorded = await host.ReadAsync(store => store.ReadRecordedChildrenAsync(parent.RunId, parent.ActionId, AtOnce)).ConfigureAwait(true);
        _known = recorded.ToDictionary(action => action.ActionId, action => new Known(action));
    }

    /// <summary>What is recorded of a call that the body makes; null when nothing is.</summary>
    public ValueTask<RecordedAction?> FindAsync(ActionCall call)
    {
        if (_known.TryGetValue(call.ActionId, out var known))
        {
            known.IsAsked = true;
            return new(known.Action);
        }

        if (_known.Count >= AtOnce)
        {
            return FindAloneAsync(call);
        }

        _new.TryAdd(call.ActionId, call.Task);
        return new((RecordedAction?)null);
    }

    /// <summary>Warns when the body has ended and did not ask for what it had asked for before. Never silent, and never wrong the other way:
    /// new calls alone are nothing to warn of, since the crash may have come before them.</summary>
    public async ValueTask WarnAsync()
    {
        var forgotten = _known.Values.Where(known => !known.IsAsked && known.Action.AncestorAttempts == _ancestors).Select(known => known.Action).ToArray();
        if (forgotten.Length == 0)
        {
            return;
        }

        var message = $"'{parent.Task}' (action {parent.ActionId}) was run again after a crash and did not ask for "
            + $"{Name([.. forgotten.Select(action => $"{action.Task} ({action.ActionId})")])}, which it had called before"
            + (_new.IsEmpty ? "" : $"; instead it called {Name([.. _new.Select(call => $"{call.Value} ({call.Key})")])}")
            + ". A body that calls tasks must do the same each time that it has the same inputs, context and results of its calls: "
            + "take times, random values and what comes from outside from TaskContext.Current (UtcNowAsync, Random, StepAsync), or from a task of its own.";
        await host.Store.AppendAsync(new RunWarned(parent, RunWarningKind.NotDeterministic, message, host.Time.GetUtcNow())).ConfigureAwait(true);
    }

    private async ValueTask<RecordedAction?> FindAloneAsync(ActionCall call)
    {
        var recorded = await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(true);
        if (recorded is null)
        {
            _new.TryAdd(call.ActionId, call.Task);
        }

        return recorded;
    }

    private static string Name(string[] actions) => actions.Length <= Named
        ? string.Join(", ", actions)
        : $"{string.Join(", ", actions.Take(Named))} and {actions.Length - Named} more";

    private sealed class Known(RecordedAction action)
    {
        public RecordedAction Action => action;

        // Set by whoever calls, read when all calls have ended.
        public bool IsAsked { get; set; }
    }
}
